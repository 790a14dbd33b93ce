"""Reads the gateway's settings from its environment."""

import functools
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field

from functions.runtime.settings import Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Policy:
    """A rate limit: `quota` requests in `window_seconds`, at once or spread over it."""

    name: str
    quota: int
    window_seconds: int

    @functools.cached_property
    def header(self) -> bytes:
        """The value of the RateLimit-Policy header."""
        return f'"{self.name}";q={self.quota};w={self.window_seconds}'.encode()


LOOPBACK: tuple[Network, ...] = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))

# Every password guess costs a function 19 MiB and much CPU time; every order reserves stock. `target` limits what all
# clients together may try with one mailbox or order, and `session` how often one session is refreshed. A page has up to
# fifty `pictures`. Of orders, `ordering` limits those for one mailbox, `card` those with one card or from one address
# with any named card, and `goods` how many items of one SKU an account, or an address of guests, orders in an hour.
# Many guests may share an address, as those of a mobile carrier do.
LIMITS = "browsing=600/60 pictures=3000/60 account=20/60 placing=30/60 target=20/60 session=20/60 "
LIMITS += "ordering=10/600 card=20/600 goods=3000/3600"


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """The settings; each is named like its environment variable, in lower case and without GATEWAY_."""

    function_url: str
    # Signs who calls an operation; nobody else has it.
    gateway_key: str
    caller_keys: tuple[str, ...] = ()  # Of the release before; empty once none of it runs.
    revocation_keys: tuple[str, ...] = ()  # The first signs the gateway's own calls of list-revocations.
    limits: Mapping[str, Policy] = field(default_factory=lambda: policies(LIMITS))  # Empty: no limits.
    # Names by which DNS knows all gateways, each of which listens on the first port; empty: each gateway counts alone.
    peers: tuple[tuple[str, int], ...] = ()
    # Proxies whose X-Forwarded-For and X-Forwarded-Proto are trusted.
    trusted_proxies: tuple[Network, ...] = ()
    cors_origins: frozenset[str] = frozenset()
    in_flight_max: int = 1024
    # Per function; further requests wait, so that one slow function cannot use up the gateway.
    connections_max: int = 256
    connect_seconds: float = 3.0
    # Covers a cold start: image, interpreter, imports, connection to the database.
    answer_seconds: float = 30.0
    # Whether functions are woken that a caller is likely to need next (next_steps.yaml).
    wakes_next_steps: bool = False
    # Operations without a public path, such as the card simulator's in production.
    hidden_operations: frozenset[str] = frozenset()
    metrics_port: int = 9464
    # Where metrics are pushed; "" for nowhere.
    metrics_url: str = ""
    revision: str = ""
    # Where spans are exported; "" for nowhere.
    otlp_endpoint: str = ""
    otlp_headers: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "GatewaySettings":
        shared = Settings.from_environment(environ)
        get = environ.get
        return cls(
            function_url=shared.function_url,
            gateway_key=shared.gateway_key,
            caller_keys=shared.caller_keys,
            revocation_keys=shared.revocation_keys,
            limits=policies(get("GATEWAY_LIMITS", LIMITS)),
            peers=addresses(get("GATEWAY_PEERS", "")),
            trusted_proxies=proxies(get("GATEWAY_TRUSTED_PROXIES", "")),
            cors_origins=frozenset(get("GATEWAY_CORS_ORIGINS", "").split()),
            in_flight_max=int(get("GATEWAY_IN_FLIGHT_MAX", "1024")),
            connections_max=int(get("GATEWAY_CONNECTIONS_MAX", "256")),
            connect_seconds=float(get("GATEWAY_CONNECT_SECONDS", "3")),
            answer_seconds=float(get("GATEWAY_ANSWER_SECONDS", "30")),
            wakes_next_steps=get("GATEWAY_WAKES_NEXT_STEPS", "no") == "yes",
            hidden_operations=frozenset(get("GATEWAY_HIDDEN_OPERATIONS", "").split()),
            metrics_port=int(get("GATEWAY_METRICS_PORT", "9464")),
            metrics_url=shared.metrics_url,
            revision=shared.revision,
            otlp_endpoint=shared.otlp_endpoint,
            otlp_headers=shared.otlp_headers,
        )


def proxies(text: str) -> tuple[Network, ...]:
    """Parses networks, and adds the loopback network, from which Knative's queue-proxy forwards in a pod."""
    named = tuple(ipaddress.ip_network(network) for network in text.replace(",", " ").split())
    return (*named, *LOOPBACK) if named else ()


def addresses(text: str) -> tuple[tuple[str, int], ...]:
    """Parses `name:port ...`."""
    return tuple((name, int(port)) for name, _, port in (each.rpartition(":") for each in text.split()))


def policies(text: str) -> dict[str, Policy]:
    """Parses `name=quota/seconds ...`; `off` means no policies."""
    if text == "off":
        return {}
    found = {}
    for item in text.split():
        name, _, rate = item.partition("=")
        quota, _, seconds = rate.partition("/")
        found[name] = Policy(name, int(quota), int(seconds))
        if found[name].quota < 1 or found[name].window_seconds < 1:
            raise ValueError(f"GATEWAY_LIMITS: {item} must allow at least one request in at least one second")
    return found
