"""What a function reads from its environment, once and lazily."""

import functools
import os
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of a function; the names are the environment's, in lower case."""

    database_url: str
    # Keys that sign what travels between parts, base64, newest first: the first signs, all verify.
    caller_keys: tuple[str, ...]
    event_keys: tuple[str, ...]
    webhook_keys: tuple[str, ...]
    # Where an operation answers; `{operation}` stands for its kebab-case name.
    function_url: str
    broker_url: str
    # Where figures are pushed; "" for nowhere.
    metrics_url: str
    # Where spans are exported (OTLP/HTTP), and what is sent with them, as OpenTelemetry names it; "" for nowhere.
    otlp_endpoint: str
    otlp_headers: str
    # As many as the function takes requests at once (containerConcurrency).
    threads: int
    # Of the database; more than one where a request has helpers.
    connections_per_request: int
    # What signs access tokens: the keys as JSON, or a file that holds them (functions/identity/keys/key_file.py).
    token_keys: str
    token_keys_file: str
    payment_provider: str
    stripe_secret_key: str
    stripe_url: str
    smtp_url: str
    mail_from: str
    shop_url: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        get = environ.get
        return cls(
            database_url=get("DATABASE_URL", ""),
            caller_keys=tuple(get("CALLER_KEYS", "").split()),
            event_keys=tuple(get("EVENT_KEYS", "").split()),
            webhook_keys=tuple(get("WEBHOOK_KEYS", "").split()),
            function_url=get("FUNCTION_URL", "http://{operation}.cloudshop-prod.svc.cluster.local"),
            broker_url=get("BROKER_URL", ""),
            metrics_url=get("METRICS_URL", ""),
            otlp_endpoint=get("OTEL_EXPORTER_OTLP_ENDPOINT", ""),
            otlp_headers=get("OTEL_EXPORTER_OTLP_HEADERS", ""),
            threads=int(get("THREADS", "8")),
            connections_per_request=int(get("CONNECTIONS_PER_REQUEST", "1")),
            token_keys=get("TOKEN_KEYS", ""),
            token_keys_file=get("TOKEN_KEYS_FILE", ""),
            payment_provider=get("PAYMENT_PROVIDER", "simulator"),
            stripe_secret_key=get("STRIPE_SECRET_KEY", ""),
            stripe_url=get("STRIPE_URL", "https://api.stripe.com"),
            smtp_url=get("SMTP_URL", ""),
            mail_from=get("MAIL_FROM", "CloudShop <shop@cloudshop.example>"),
            shop_url=get("SHOP_URL", "http://localhost:8080"),
        )


@functools.cache
def settings() -> Settings:
    """This process' settings."""
    return Settings.from_environment(os.environ)
