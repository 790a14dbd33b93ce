"""Reads the settings of the local run from environment variables."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from functions.payments.providers.stripe_element import STORED_CARDS, WALLETS
from local.errors import InvalidSetting
from local.home import Home

# Who tries the shop out logs in with the accounts of the demo, and receives webhooks on the same machine.
TRYING_OUT = {"STAFF_SECOND_FACTOR": "optional", "WEBHOOK_TARGETS": "any"}


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """PORT, MAIL_PORT (0: any free one), CLOUDSHOP_HOST, CLOUDSHOP_HOME, CLOUDSHOP_DATABASE_URL or DATABASE_URL.

    PAYMENT_PROVIDER, and Stripe's keys and choices, are passed to the functions unchanged.
    """

    home: Home
    host: str
    port: int
    mail_port: int
    # A PostgreSQL of the user's own; "" for the embedded one.
    database_url: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "LocalSettings":
        _check_provider(environ)
        return cls(
            home=Home.named(environ),
            host=environ.get("CLOUDSHOP_HOST") or "localhost",
            port=_port(environ, "PORT", 8080),
            mail_port=_port(environ, "MAIL_PORT", 8025),
            database_url=_database(environ.get("CLOUDSHOP_DATABASE_URL") or environ.get("DATABASE_URL") or ""),
        )


def _check_provider(environ: Mapping[str, str]) -> None:
    """Raises InvalidSetting if PAYMENT_PROVIDER is unknown, or one of its settings is missing."""
    provider = environ.get("PAYMENT_PROVIDER") or "simulator"
    if provider not in {"simulator", "stripe"}:
        raise InvalidSetting(f"PAYMENT_PROVIDER={provider} is none; it must be simulator or stripe.")
    missing = [name for name in ("STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY") if not environ.get(name)]
    if provider == "stripe" and missing:
        raise InvalidSetting(f"PAYMENT_PROVIDER=stripe needs {' and '.join(missing)}, from Stripe's dashboard.")
    for name, known in (("STRIPE_STORED_CARDS", STORED_CARDS), ("STRIPE_WALLETS", (*WALLETS,))):
        if (value := environ.get(name, "none")) not in known:
            raise InvalidSetting(f"{name}={value} is none; it must be one of {', '.join(known)}.")


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    port = environ.get(name) or str(default)
    if not port.isdecimal() or int(port) > 65535:
        raise InvalidSetting(f"{name}={port} is not a port; it must be a number from 0 to 65535.")
    return int(port)


def _database(url: str) -> str:
    """The URL with the shop's driver."""
    if not url:
        return ""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.partition("+")[0] not in {"postgres", "postgresql"} or not urlsplit(url).path.strip("/"):
        raise InvalidSetting(
            "DATABASE_URL must name a PostgreSQL database, such as postgresql://user:password@host/database."
        )
    return f"postgresql+psycopg://{rest}"
