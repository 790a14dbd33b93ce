"""Decides of each column whether shoppers find it in the file of their data, or why not; one without fails a test.

docs/personal-data-file.md describes the file, and the web shop assembles it (frontend/src/account/download).
"""

from collections.abc import Mapping
from types import MappingProxyType

# The parts of the file, and the schemas of the API that describe them.
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "account": "OwnAccount",
        "sessions": "SessionRecord",
        "devices": "DeviceRecord",
        "passkeys": "OwnPasskey",
        "mail_links": "LinkRecord",
        "mails": "MailRecord",
        "cart": "CartView",
        "orders": "OrderView",
        "invoices": "InvoiceView",
    }
)

# Table → the part that has its rows, and the columns in it, as `column=field` where the names differ.
IN_FILE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "cart.carts": ("cart", "id=cart_id"),
        "cart.items": ("cart.items", "sku quantity title"),
        "identity.accounts": (
            "account",
            "id email name role language delivery_address=address other_addresses created_at second_factor_at "
            "email_confirmed_at",
        ),
        "identity.known_devices": ("devices", "device last_log_in_at"),
        "identity.mail_links": ("mail_links", "purpose email requested_at expires_at used_at"),
        "identity.passkeys": ("passkeys", "id name added_at last_used_at"),
        "identity.sessions": ("sessions", "id device started_at used_at expires_at"),
        "invoices.documents": ("invoices", "number kind issued_at currency total_minor"),
        "notifications.sent_mails": ("mails", "kind=name subject=about sent_at"),
        "orders.lines": ("orders.lines", "sku title unit_price_minor quantity discount_minor tax_reason"),
        "orders.orders": (
            "orders",
            "number email state currency subtotal_minor shipping_minor discount_minor total_minor promotions "
            "refunded_minor address delivery carrier tracking_code placed_at taxes tax_reason vat_number vat_check",
        ),
        "orders.parcel_lines": ("orders.parcels.lines", "sku quantity"),
        "orders.parcels": ("orders.parcels", "id carrier tracking_code tracking_url sent_at"),
        "orders.release_lines": ("orders.releases.lines", "sku quantity"),
        "orders.releases": ("orders.releases", "id amount_minor taken_minor at"),
        "orders.return_lines": (
            "orders.returns.lines",
            "sku quantity resellable damaged refund_minor lost_value_minor lost_value_reason",
        ),
        "orders.returns": (
            "orders.returns",
            "id state is_withdrawal reply refund_minor shipping_minor announced_at decided_at received_at",
        ),
        "orders.transitions": ("orders.timeline", "state reason_code parameters note at"),
    }
)

# Why something of a person is not in the file. The file says each in the shopper's language, by a text of this name.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "secrets": "What proves who somebody is: whoever gets the file must not get into the account.",
        "invoices": "What an invoice says beside its number and its total is in its PDF, on the page of its order.",
        "payments": "The payment provider has cards and payments, and the shop only its ids of them.",
        "staff": "What staff wrote for each other, which is also about them: a person decides what to give out.",
        "copies": "Copies of the same data, which are deleted once they are sent or can no longer be needed.",
    }
)
# The same for what is in no table: guests' orders that no account has claimed, and logs and backups.
NOT_OF_TABLES = ("guest_orders", "logs")

_LINKED = "linked"
_TECHNICAL = "technical"
_NOT_OF_SHOPPERS = "not-of-shoppers"
# Why a column is not in the file although nothing of a person is missing.
NOTHING_MISSING: Mapping[str, str] = MappingProxyType(
    {
        _LINKED: "Says to what a row of the file belongs, or repeats what the file has elsewhere.",
        _TECHNICAL: "By which the shop does its work, such as a deadline or a share of an amount.",
        _NOT_OF_SHOPPERS: "Of goods, of the shop, of its staff, or of accounts that are closed.",
    }
)

EVERYTHING = "*"
# Table → reason → the columns.
LEFT_OUT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "card_simulator.calls": {"payments": EVERYTHING},
        "card_simulator.charges": {"payments": EVERYTHING},
        "cart.carts": {"secrets": "token_sha256", _LINKED: "account_id", _TECHNICAL: "changed_at"},
        "cart.checkouts": {_TECHNICAL: EVERYTHING},
        "cart.items": {_LINKED: "cart_id", _TECHNICAL: "added_at"},
        "identity.accounts": {
            "secrets": "password_hash",
            _LINKED: "address",
            _NOT_OF_SHOPPERS: "staff_role invited_role disabled_at",
        },
        "identity.api_keys": {_NOT_OF_SHOPPERS: EVERYTHING},
        "identity.closures": {_NOT_OF_SHOPPERS: EVERYTHING},
        "identity.erasures": {_NOT_OF_SHOPPERS: EVERYTHING},
        "identity.known_devices": {_LINKED: "account_id"},
        # Somebody else may have typed the name, who registered an address that is not theirs.
        "identity.mail_links": {"secrets": "id password_hash name", _LINKED: "account_id language"},
        # A public key, and how its authenticator finds it: nobody logs in by them, and nobody can read them.
        "identity.passkeys": {_LINKED: "account_id", _TECHNICAL: "credential_id public_key sign_count challenged_at"},
        "identity.permissions": {_NOT_OF_SHOPPERS: EVERYTHING},
        "identity.recovery_codes": {"secrets": EVERYTHING},
        "identity.revocations": {_TECHNICAL: EVERYTHING},
        "identity.roles": {_NOT_OF_SHOPPERS: EVERYTHING},
        "identity.second_factors": {"secrets": EVERYTHING},
        "identity.sessions": {
            "secrets": "token_sha256 used_token_sha256",
            _LINKED: "account_id",
            _NOT_OF_SHOPPERS: "factor_at",
        },
        "inventory.movements": {_NOT_OF_SHOPPERS: EVERYTHING},
        "inventory.reservation_lines": {_LINKED: EVERYTHING},
        "inventory.reservations": {_LINKED: EVERYTHING},
        "inventory.stock": {_NOT_OF_SHOPPERS: EVERYTHING},
        "inventory.version": {_NOT_OF_SHOPPERS: EVERYTHING},
        "invoices.counters": {_NOT_OF_SHOPPERS: EVERYTHING},
        "invoices.documents": {
            "invoices": "buyer content taxes language country",
            _LINKED: "id order_id about_id series year sequence",
        },
        "messaging.dead_letters": {"copies": EVERYTHING},
        "messaging.idempotency_keys": {"copies": EVERYTHING},
        "messaging.inbox": {_TECHNICAL: EVERYTHING},
        "messaging.outbox": {"copies": EVERYTHING},
        "messaging.staff_actions": {"staff": EVERYTHING},
        "messaging.total_changes": {_NOT_OF_SHOPPERS: EVERYTHING},
        "messaging.totals": {_NOT_OF_SHOPPERS: EVERYTHING},
        "messaging.webhook_messages": {"copies": EVERYTHING},
        "messaging.webhooks": {_NOT_OF_SHOPPERS: EVERYTHING},
        "notifications.due_mails": {"copies": EVERYTHING},
        "notifications.sent_mails": {_LINKED: "id recipient"},
        "orders.closed_accounts": {_NOT_OF_SHOPPERS: EVERYTHING},
        "orders.closed_orders": {_NOT_OF_SHOPPERS: EVERYTHING},
        "orders.lines": {_LINKED: "order_id", _TECHNICAL: "position", "invoices": "tax_rate_basis_points tax_minor"},
        "orders.notes": {"staff": EVERYTHING},
        "orders.ordered_carts": {_LINKED: EVERYTHING},
        "orders.orders": {
            "payments": "payment_method",
            _LINKED: "id account_id language shipping_discount_minor",
            _TECHNICAL: "standard_shipping_minor deadline_at shipping_tax_rate_basis_points shipping_tax_minor",
        },
        "orders.parcel_lines": {_LINKED: "parcel_id"},
        "orders.parcels": {_LINKED: "order_id", _TECHNICAL: "corrections"},
        "orders.refunds": {"invoices": EVERYTHING},
        "orders.release_lines": {_LINKED: "release_id"},
        "orders.releases": {_LINKED: "order_id", "invoices": "taxes"},
        "orders.return_lines": {_LINKED: "return_id"},
        "orders.returns": {_LINKED: "order_id", "invoices": "taxes"},
        "orders.transitions": {"staff": "actor", _LINKED: "order_id sequence reason"},
        "payments.customers": {"payments": EVERYTHING},
        "payments.disputes": {"payments": EVERYTHING},
        "payments.ledger": {_NOT_OF_SHOPPERS: EVERYTHING},
        "payments.payments": {"payments": EVERYTHING},
        "payments.refunds": {
            "staff": "reason settled_by closed_because",
            "payments": "id order_id amount_minor currency state requested_at attempt refusal_code",
        },
        "payments.webhook_deliveries": {"payments": EVERYTHING},
        # The promotions of each order say it.
        "promotions.account_uses": {_LINKED: EVERYTHING},
        "promotions.claims": {_LINKED: EVERYTHING},
        "promotions.promotions": {_NOT_OF_SHOPPERS: EVERYTHING},
    }
)
