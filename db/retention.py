"""Defines how long each table keeps its rows, and why; a table without an entry fails a test."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

DAY, MONTH, QUARTER, YEAR = timedelta(days=1), timedelta(days=30), timedelta(days=90), timedelta(days=365)
# Commercial and tax law (in Germany § 147 AO and § 257 HGB) want the records of a sale for up to ten years.
TAX_LAW = timedelta(days=3653)
# What the operator sets (argocd/<environment>/shop), since laws and shops differ: the variables of purge-expired-data,
# each with the least number of days and why it must not be less.
AT_LEAST: Mapping[str, tuple[int, str]] = MappingProxyType(
    {
        "SALES_KEPT": (730, "a seller answers for two years for what it delivered (EU 2019/771)"),
        "GUEST_CARTS_KEPT": (1, "a guest may come back the next day"),
        "ACCOUNT_CARTS_KEPT": (30, "a shopper who logs in expects the cart of last time"),
        "CHECKOUTS_KEPT": (7, "an event that is sent again would empty the next cart"),
        "ORDERED_CARTS_KEPT": (7, "an order that is sent again would be a second one"),
        "IDEMPOTENCY_KEYS_KEPT": (7, "an order that is sent again would be a second one"),
        "EVENTS_KEPT": (7, "an event is sent again for up to three days, and would have its effect twice"),
        "CLOSED_DEAD_LETTERS_KEPT": (7, "staff see for a week what became of it"),
        "OPEN_DEAD_LETTERS_KEPT": (90, "its effect, which may be a refund, is still owed"),
        "UNSENT_MAILS_KEPT": (7, "it may still be sent"),
        "MAIL_RECIPIENTS_KEPT": (1, "it says where a mail went"),
        "WEBHOOK_DELIVERIES_KEPT": (30, "the provider may repeat a report for thirty days, which counts once"),
        "KNOWN_DEVICES_KEPT": (90, "a device counts as known for ninety days after its last log-in"),
        "ENDED_SESSIONS_KEPT": (7, "a stolen token that is used again has to be recognised"),
        "MAIL_LINKS_KEPT": (1, "a link that has expired is answered with what to do"),
        "REVOCATIONS_KEPT": (1, "it must outlast every access token that it withdraws"),
    }
)
# Variable → setting.
LEFT_TO_OPERATOR = {variable: variable.lower() for variable in AT_LEAST}


@dataclass(frozen=True, slots=True)
class Kept:
    """The table keeps its rows forever, or for as long as the rows to which they belong."""

    why: str


@dataclass(frozen=True, slots=True)
class Purged:
    """Rows for which `only` holds are deleted once `column` is older than `after`.

    If it `erases` columns, the rows stay, and these columns get the given values, which are SQL. A `setting` is the
    variable of AT_LEAST that sets the period; `after` applies where it is not set, such as in tests.
    """

    after: timedelta
    column: str
    setting: str
    only: str = "true"
    erases: Mapping[str, str] = field(default_factory=dict)


_DECISION = "A decision about an order, made once: a late or repeated event must meet it."
_BOOKS = "The books of the shop, which are only added to."
_DERIVED = "Kept from the merchant's data, by triggers."
_MERCHANT = "The merchant's own data."
_SIMULATED = "The card simulator is for trying the shop out; a real provider keeps its own records."

RETENTION: Mapping[str, tuple[Kept | Purged, ...]] = MappingProxyType(
    {
        "card_simulator.calls": (Kept(_SIMULATED),),
        "card_simulator.charges": (Kept(_SIMULATED),),
        "cart.carts": (
            Purged(MONTH, "changed_at", only="account_id IS NULL", setting="GUEST_CARTS_KEPT"),
            Purged(YEAR, "changed_at", only="account_id IS NOT NULL", setting="ACCOUNT_CARTS_KEPT"),
        ),
        "cart.checkouts": (Purged(YEAR, "at", setting="CHECKOUTS_KEPT"),),
        "cart.items": (Kept("As long as its cart, which takes it along."),),
        "catalog.category_counts": (Kept(_DERIVED),),
        "catalog.images": (Kept(_MERCHANT),),
        "catalog.pictures": (Kept(_MERCHANT),),
        "catalog.planned_prices": (Kept(_MERCHANT),),
        "catalog.prices": (Kept("The merchant may have to prove what a reduced price was before."),),
        "catalog.products": (Kept(_MERCHANT),),
        "catalog.search_entries": (Kept(_DERIVED),),
        "catalog.variants": (Kept(_MERCHANT),),
        "catalog.version": (Kept(_DERIVED),),
        "catalog.words": (Kept(_DERIVED),),
        "identity.accounts": (Kept("Until its owner closes it."),),
        "identity.api_keys": (Kept("Until a member of the staff ends it, who sees when it was used last."),),
        # As long as anything that it says is kept.
        "identity.closures": (Purged(TAX_LAW, "closed_at", setting="SALES_KEPT"),),
        "identity.erasures": (Kept("As long as its closure, which takes it along."),),
        "identity.passkeys": (Kept("As long as its account."),),
        "identity.recovery_codes": (Kept("As long as its account, unless it is used."),),
        "identity.second_factors": (Kept("As long as its account."),),
        # After this time, a log-in with it counts as one with a new device, and its owner gets a mail.
        "identity.known_devices": (Purged(YEAR, "last_log_in_at", setting="KNOWN_DEVICES_KEPT"),),
        "identity.mail_links": (Purged(DAY, "expires_at", setting="MAIL_LINKS_KEPT"),),
        "identity.revocations": (Purged(DAY, "revoked_at", setting="REVOCATIONS_KEPT"),),
        "identity.permissions": (Kept(_MERCHANT),),
        "identity.roles": (Kept(_MERCHANT),),
        "identity.sessions": (Purged(MONTH, "expires_at", setting="ENDED_SESSIONS_KEPT"),),
        "inventory.movements": (Kept("The sum of a SKU's movements is its stock."),),
        "inventory.reservation_lines": (Kept(_DECISION),),
        "inventory.reservations": (Kept(_DECISION),),
        "inventory.stock": (Kept(_MERCHANT),),
        "inventory.version": (Kept(_DERIVED),),
        "invoices.counters": (Kept(_BOOKS),),
        "invoices.documents": (
            Purged(TAX_LAW, "issued_at", only="buyer <> '{}'", erases={"buyer": "'{}'"}, setting="SALES_KEPT"),
        ),
        "maintenance.backups": (Kept("One row for each backup."),),
        "maintenance.restore_rehearsals": (Kept("One row for each week."),),
        "messaging.dead_letters": (
            Purged(QUARTER, "stored_at", only="state <> 'open'", setting="CLOSED_DEAD_LETTERS_KEPT"),
            Purged(YEAR, "stored_at", only="state = 'open'", setting="OPEN_DEAD_LETTERS_KEPT"),
        ),
        "messaging.idempotency_keys": (Purged(MONTH, "created_at", setting="IDEMPOTENCY_KEYS_KEPT"),),
        "messaging.inbox": (Purged(MONTH, "handled_at", setting="EVENTS_KEPT"),),
        "messaging.outbox": (
            Purged(MONTH, "occurred_at", only="cardinality(awaiting) = 0", setting="EVENTS_KEPT"),
        ),
        "messaging.staff_actions": (Kept("The activity log, which is only added to."),),
        "messaging.total_changes": (Kept("Until a sweep adds it to its total."),),
        "messaging.totals": (Kept("Kept from all tables, by triggers."),),
        # The log of deliveries; pending messages are given up long before.
        "messaging.webhook_messages": (Purged(QUARTER, "created_at", setting="CLOSED_DEAD_LETTERS_KEPT"),),
        "messaging.webhooks": (Kept("Until a member of the staff ends it."),),
        # The event was given up and its dead letter was not replayed within this time, so nothing will send the mail.
        "notifications.due_mails": (Purged(QUARTER, "written_at", setting="UNSENT_MAILS_KEPT"),),
        "notifications.sent_mails": (
            # The row prevents a second mail; the address is needed no longer.
            Purged(
                QUARTER, "sent_at", only="recipient <> ''", erases={"recipient": "''"}, setting="MAIL_RECIPIENTS_KEPT"
            ),
        ),
        "orders.closed_accounts": (Purged(TAX_LAW, "closed_at", only="due_at IS NULL", setting="SALES_KEPT"),),
        "orders.closed_orders": (Kept("As long as its closed account, which takes it along."),),
        "orders.lines": (Kept(_BOOKS),),
        "orders.notes": (Purged(TAX_LAW, "at", setting="SALES_KEPT"),),
        "orders.ordered_carts": (Purged(MONTH, "at", setting="ORDERED_CARTS_KEPT"),),
        "orders.orders": (
            Purged(
                TAX_LAW,
                "placed_at",
                only="email <> ''",
                erases={"email": "''", "address": "'{}'", "vat_number": "NULL", "vat_check": "NULL"},
                setting="SALES_KEPT",
            ),
        ),
        "orders.parcel_lines": (Kept(_BOOKS),),
        "orders.parcels": (Kept(_BOOKS),),
        "orders.refunds": (Kept(_BOOKS),),
        "orders.release_lines": (Kept(_BOOKS),),
        "orders.releases": (Kept(_BOOKS),),
        "orders.return_lines": (Kept(_BOOKS),),
        "orders.returns": (
            Purged(TAX_LAW, "announced_at", only="reply IS NOT NULL", erases={"reply": "NULL"}, setting="SALES_KEPT"),
        ),
        "orders.transitions": (
            Purged(TAX_LAW, "at", only="note IS NOT NULL", erases={"note": "NULL"}, setting="SALES_KEPT"),
        ),
        # When the account is closed, its customer is deleted at the provider, who then forgets the cards.
        "payments.customers": (Kept("As long as its account."),),
        "payments.disputes": (Kept(_BOOKS),),
        "payments.ledger": (Kept(_BOOKS),),
        "payments.payments": (Kept(_BOOKS),),
        "payments.refunds": (Kept(_BOOKS),),
        "payments.webhook_deliveries": (Purged(QUARTER, "received_at", setting="WEBHOOK_DELIVERIES_KEPT"),),
        "promotions.account_uses": (Kept("A limit counts for as long as its promotion."),),
        "promotions.claims": (Kept(_DECISION),),
        "promotions.promotions": (Kept(_MERCHANT),),
        "shipping.carriers": (Kept(_MERCHANT),),
        "shipping.countries": (Kept(_MERCHANT),),
        "shipping.methods": (Kept(_MERCHANT),),
        "shipping.rates": (Kept(_MERCHANT),),
        "taxes.rates": (Kept(_MERCHANT),),
    }
)  # fmt: skip


def period(variable: str, text: str) -> timedelta:
    """The period that the operator has set, such as 30d; raises ValueError if it is malformed or too short."""
    if not re.fullmatch(r"[1-9][0-9]{0,3}d", text):
        raise ValueError("is not a number of days, such as 30d")
    least, why = AT_LEAST[variable]
    if int(text[:-1]) < least:
        raise ValueError(f"is less than {least}d: {why}")
    return timedelta(days=int(text[:-1]))


def purged() -> Iterator[tuple[str, Purged]]:
    """Every table that does not keep all of its rows, with each of its rules."""
    for table, rules in RETENTION.items():
        yield from ((table, rule) for rule in rules if isinstance(rule, Purged))


def rights(table: str) -> str:
    """The rights that the purging operation needs on the table, as in a GRANT; "" for none."""
    rules = [rule for rule in RETENTION[table] if isinstance(rule, Purged)]
    erased = sorted({column for rule in rules for column in rule.erases})
    needed = ["DELETE"] if any(not rule.erases for rule in rules) else []
    needed += [f"UPDATE ({', '.join(erased)})"] if erased else []
    return ", ".join(["SELECT", *needed]) if needed else ""
