"""Reads a function's settings from the environment on first use."""

import functools
import os
from collections.abc import Mapping
from dataclasses import dataclass

from functions.runtime.keys import Keys, keys_in

LEGAL, STRIPE, SELLER = "LEGAL_", "STRIPE_", "SELLER_"
# The value for "nothing": every setting in the file must have a value.
NONE = "none"
BUCKET = ("_REGION", "_ACCESS_KEY", "_SECRET_KEY", "_CA")


@dataclass(frozen=True, slots=True)
class Settings(Keys):
    """The settings; each is named like its environment variable, in lower case."""

    database_url: str
    # The address for reads that may be slightly stale; "" for the primary database.
    database_read_url: str
    database_ca: str  # As PEM, the authority of the database's certificate; "" if the URL names it or asks for none.
    function_url: str  # Of an operation, whose name in kebab-case stands for `{operation}`.
    broker_url: str
    # Where metrics are pushed; "" for nowhere.
    metrics_url: str
    revision: str  # Knative's name of the revision; "" outside of Knative.
    # Where spans are exported (OTLP/HTTP), and the headers of the export, in OpenTelemetry's format; "" for nowhere.
    otlp_endpoint: str
    otlp_headers: str
    threads: int  # The number of concurrent requests (containerConcurrency).
    # Database connections; more than one if a request has threads of its own.
    connections_per_request: int
    # The keys that sign access tokens, as JSON or in a file (functions/identity/keys/key_file.py).
    token_keys: str
    token_keys_file: str
    # Whether staff must have a second factor: `required`, or `optional` where the shop is only tried out.
    staff_second_factor: str
    # Where webhooks may go: `public`, or `any` server where the shop is only tried out.
    webhook_targets: str
    # The shop's own VAT number, in whose name VIES is asked about those of businesses; NONE if it is not asked.
    vies_requester: str
    vies_url: str  # "" for the EU's own address.
    # Where uploaded pictures are stored, or NONE; of a bucket also region, keys, and a private authority, as PEM.
    picture_store: tuple[str, ...]
    breached_passwords_url: str  # Of a service that knows stolen passwords, or NONE.
    payment_provider: str
    smtp_url: str
    mail_from: str
    shop_url: str
    shop_name: str
    # Variables and their values.
    legal_texts: tuple[tuple[str, str], ...]
    stripe: tuple[tuple[str, str], ...]
    seller: tuple[tuple[str, str], ...]
    currency: str  # The one in which it sells (ISO 4217).
    # Those that the operator has chosen; `languages` are the ones to use.
    shop_languages: tuple[str, ...]

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        get = environ.get
        return cls(
            **keys_in(environ),
            database_url=get("DATABASE_URL", ""),
            database_read_url=or_nothing(get("DATABASE_READ_URL", "")),
            database_ca=get("DATABASE_CA", ""),
            function_url=get("FUNCTION_URL", "http://{operation}.cloudshop-prod.svc.cluster.local"),
            broker_url=get("BROKER_URL", ""),
            metrics_url=get("METRICS_URL", ""),
            revision=get("K_REVISION", ""),
            otlp_endpoint=or_nothing(get("OTEL_EXPORTER_OTLP_ENDPOINT", "")),
            otlp_headers=get("OTEL_EXPORTER_OTLP_HEADERS", ""),
            threads=int(get("THREADS", "8")),
            connections_per_request=int(get("CONNECTIONS_PER_REQUEST", "1")),
            token_keys=get("TOKEN_KEYS", ""),
            token_keys_file=get("TOKEN_KEYS_FILE", ""),
            staff_second_factor=get("STAFF_SECOND_FACTOR", "required"),
            webhook_targets=get("WEBHOOK_TARGETS", "public"),
            vies_requester=get("VIES_REQUESTER", NONE),
            vies_url=get("VIES_URL", ""),
            picture_store=(get("PICTURE_STORE", NONE), *(get(f"PICTURE_STORE{part}", "") for part in BUCKET)),
            breached_passwords_url=get("BREACHED_PASSWORDS_URL", NONE),
            payment_provider=get("PAYMENT_PROVIDER", "simulator"),
            stripe=tuple((name, value) for name, value in environ.items() if name.startswith(STRIPE)),
            smtp_url=get("SMTP_URL", ""),
            mail_from=get("MAIL_FROM", ""),
            shop_url=get("SHOP_URL", ""),
            shop_name=get("SHOP_NAME", "CloudShop"),
            legal_texts=tuple((name, or_nothing(text)) for name, text in environ.items() if name.startswith(LEGAL)),
            seller=tuple((name, or_nothing(text)) for name, text in environ.items() if name.startswith(SELLER)),
            currency=get("SHOP_CURRENCY", "EUR"),
            shop_languages=tuple(filter(None, get("SHOP_LANGUAGES", "").split(","))),
        )

    def offered(self, *wanted: str | None) -> str:
        """The first of these languages that the shop offers, else the shop's first language."""
        return next((language for language in wanted if language in self.languages), self.languages[0])

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the shop offers; the first is for readers whose language is not known or not among them.

        They are all that there are where no operator has chosen.
        """
        # Imported here: few functions have readers.
        from functions.runtime.languages import LANGUAGES

        return self.shop_languages or LANGUAGES


def or_nothing(value: str) -> str:
    return "" if value == NONE else value


@functools.cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings.from_environment(os.environ)
