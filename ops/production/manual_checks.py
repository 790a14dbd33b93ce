"""Lists what no file can show about production, and how to check it."""

from collections.abc import Iterator

from functions.runtime.settings import NONE
from ops.production.settings import ShopSettings


def manual_checks(settings: ShopSettings) -> Iterator[tuple[str, str]]:
    """Each question, with the command or the place that answers it."""
    host = settings.host
    yield (
        f"Does {host} lead to the ingress?",
        f"`dig +short {host}` prints the address of `kubectl -n traefik get service traefik`",
    )
    yield _of_the_certificate(settings)
    yield (
        "Does Stripe report payments to the shop?",
        f"Stripe's dashboard, Webhooks, has https://{host}/api/payments/webhook, with the secret that was sealed",
    )
    yield from _of_stripe(settings)
    yield (
        f"May the mail server send for {settings.mail_domain}?",
        f"`dig +short TXT {settings.mail_domain}` has an SPF record that names it; mails of the shop pass DKIM",
    )
    yield (
        "Can somebody administer the shop?",
        "`make admin EMAIL=you@example.org WHERE=cluster` mails them a link to set their password",
    )
    yield (
        f"Does {settings.alerts_mail_to} wake somebody?",
        "send a mail to it at night; docs/alerts.md says what a page needs",
    )
    yield (
        "Is the alarm raised when monitoring stops?",
        "the page behind `alerts_watchdog_url` shows a call every five minutes",
    )
    if settings.picture_store != NONE:
        yield (
            "Does the bucket take pictures, and is it private?",
            f"upload one on a product's staff page; `curl -sSI {settings.picture_store}` says 403",
        )
    yield (
        "Can the backups be read where they are stored?",
        "`make restore` into a second cluster; docs/operations.md, Restore",
    )


def _of_stripe(settings: ShopSettings) -> Iterator[tuple[str, str]]:
    if settings.stripe_wallets != "none":
        yield (
            f"May wallets be shown at {settings.host}?",
            "Stripe's dashboard, Payment method domains, has the host, and says for each wallet that it is enabled",
        )
    if settings.stripe_stored_cards == "offered":
        yield (
            "May the shop store cards at Stripe?",
            "a restricted key (rk_…) has Customers and Customer Sessions set to write; the texts on privacy say it",
        )


def _of_the_certificate(settings: ShopSettings) -> tuple[str, str]:
    host = settings.host
    if settings.tls_secret == NONE:
        return (
            f"Has Traefik got the certificate of {host}?",
            f"`curl -sSI https://{host}/` succeeds; `kubectl -n traefik logs deployment/traefik` says what was refused",
        )
    return (
        f"Is {settings.tls_secret} the certificate of {host}, and renewed in time?",
        f"`curl -sSI https://{host}/` succeeds, and `kubectl -n cloudshop-prod get certificate` says who renews it",
    )
