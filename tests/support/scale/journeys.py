"""Calls every operation that uses the database, as people and the Broker do."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session, sessionmaker

from db.models.catalog import Product, Variant
from db.models.messaging import OWED, OutboxEvent
from db.models.orders import Order
from db.models.payments import Refund
from eventing.events.closures import AccountErasureDue
from eventing.events.orders import OrderPlaced
from eventing.events.payments import PaymentChangesReported
from eventing.times import RESERVATION
from functions.identity.accounts.passwords import Passwords
from functions.messaging.webhooks.calls import Outcome
from functions.orders.returns.rules import WITHDRAWAL_PERIOD
from functions.runtime.security.ed25519 import public_key
from functions.runtime.security.signatures import sign
from functions.runtime.settings import settings
from tests.support.api_keys import create as create_api_key
from tests.support.api_keys import end as end_api_key
from tests.support.api_keys import issue
from tests.support.catalog_files import a_file, a_picture, a_row
from tests.support.factories import ADDRESS, an_order_for
from tests.support.invoices import SELLER
from tests.support.operations.account_mails import newest_token
from tests.support.operations.accounts import PASSWORD, account_of, keys_at
from tests.support.operations.carts import holding, put, read, remove
from tests.support.operations.dead_letters import dead_letters, refuse
from tests.support.operations.products import SCARF
from tests.support.operations.shop import GATEWAY_KEY, KEY, LINK_KEY, RELAY_KEY, Shop
from tests.support.passkeys.authenticator import Authenticator
from tests.support.passkeys.owners import begin_log_in, log_in_with
from tests.support.people import NEW_PASSWORD, accept, invite, member
from tests.support.people import change as change_person
from tests.support.second_factors import Member, wait
from tests.support.servers.card_simulator import running_card_simulator
from tests.support.servers.mail_server import MailServer
from tests.support.shop import inside_calls
from tests.support.webhooks import change as change_webhook
from tests.support.webhooks import create as create_webhook
from tests.support.webhooks import deliveries, resend, send
from tests.support.webhooks import end as end_webhook
from tests.support.webhooks import queue as queue_webhooks
from tests.support.webhooks import webhooks as list_webhooks

# A product of every loaded shop (rows.py).
SKU, HANDLE = "SKU-7-1", "product-7"
EMAIL = "ada@example.org"


class SilentBroker:
    """Accepts every event and delivers none."""

    def post(self, event: OutboxEvent) -> bool:
        return True

    def close(self) -> None:
        pass


@contextmanager
def open_shop(engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop that commits to the engine's database, with a card simulator and a mail server beside it."""
    mails = MailServer().start()
    parts: dict[str, Any] = {
        "sessions": sessionmaker(engine, expire_on_commit=False),
        "passwords": Passwords(time_cost=1, memory_kibibytes=64),
        "connect": SilentBroker,
        **{
            trigger: lambda: None for trigger in ("trigger_relay", "trigger_sweep", "trigger_purge", "trigger_webhooks")
        },
        "run_seconds": 0,
        "network_sessions": sessionmaker(engine),
        "send": lambda *_: None,
        "post": lambda *_: Outcome(500, "status"),
        "draw": lambda *_: b"%PDF-",
    }
    with running_card_simulator(engine, monkeypatch), Session(engine, expire_on_commit=False) as session:
        monkeypatch.setenv("SMTP_URL", mails.url)
        monkeypatch.setenv("SHOP_URL", "https://shop.example")
        monkeypatch.setenv("PICTURE_STORE", (folder / "pictures").as_uri())
        monkeypatch.setenv("MAIL_FROM", "CloudShop <shop@cloudshop.example>")
        for name in ("REFRESH_KEYS", "PROOF_KEYS", "WEBHOOK_KEYS"):
            monkeypatch.setenv(name, KEY)
        for name, key in inside_calls.ENVIRONMENT.items():
            monkeypatch.setenv(name, key)
        monkeypatch.setenv("RELAY_KEY", RELAY_KEY)
        monkeypatch.setenv("GATEWAY_PUBLIC_KEYS", public_key(GATEWAY_KEY))
        monkeypatch.setenv("RELAY_PUBLIC_KEYS", public_key(RELAY_KEY))
        monkeypatch.setenv("LINK_KEYS", LINK_KEY)
        for name, value in SELLER.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        shop = Shop(session, parts)
        shop.parts["token_keys"] = keys_at(folder, shop.now)
        yield shop
    mails.stop()


def take_all(shop: Shop) -> None:
    """Takes every journey."""
    for journey in JOURNEYS:
        journey(shop)
        shop.session.commit()


def _deliver_everything(shop: Shop) -> None:
    """Delivers events to their consumers until all are handled."""
    owed = select(OutboxEvent).where(OWED).order_by(OutboxEvent.occurred_at)
    while events := shop.session.scalars(owed).all():
        for event in events:
            for consumer in event.awaiting:
                delivered = shop.deliver_raw(consumer, event.type, event.data, event_id=event.id)
                assert delivered.status_code == 204, (consumer, delivered.json)
        shop.session.commit()


def _settle(shop: Shop) -> None:
    """Marks all events as handled."""
    shop.session.execute(update(OutboxEvent).where(OWED).values(awaiting=[]))
    shop.session.commit()


def _ok(answer: Any) -> Any:
    assert answer.status_code < 300, answer.json
    return answer.json


def _place(shop: Shop, *, deliver: bool = True, by: dict[str, Any] | None = None, **other: Any) -> Any:
    # So that the newest order is this one.
    shop.now += timedelta(seconds=1)
    price_minor = shop.session.get_one(Variant, SKU).price_minor
    order = _ok(
        shop.call("place-order", an_order_for(SKU, price_minor=price_minor, **other), key=str(uuid4()), **(by or {}))
    )
    if deliver:
        _deliver_everything(shop)
    return order


def _staff(shop: Shop, operation: str, number: str, body: Any = None, **other: Any) -> Any:
    changed = _ok(shop.call(operation, body, query={"number": number}, role="staff", **other))
    _deliver_everything(shop)
    return changed


def browse(shop: Shop) -> None:
    for query in (
        {},
        {"sort": "price"},
        {"sort": "title", "category": "mug"},
        {"price_min_minor": "1000", "price_max_minor": "2000"},
    ):
        first = _ok(shop.call("list-products", method="GET", query=query))
        _ok(shop.call("list-products", method="GET", query={**query, "cursor": first["next_cursor"]}))
    for query in ({"state": "any"}, {"state": "published"}, {"state": "draft", "search": "stoneware mug 777"}):
        listed = _ok(shop.call("list-products", method="GET", query=query, role="staff"))
        if listed["next_cursor"]:
            again = {**query, "cursor": listed["next_cursor"]}
            _ok(shop.call("list-products", method="GET", query=again, role="staff"))
    _count(shop)
    _ok(shop.call("get-product", method="GET", query={"handle": HANDLE}))
    _ok(shop.call("list-categories", method="GET"))
    for page in ({"path": "/"}, {"path": "/products", "category": "mug"}, {"path": f"/products/{HANDLE}"}):
        _ok(shop.call("render-page", method="GET", query=page))
    parts = shop.call("render-sitemap", method="GET").text
    _ok(shop.call("render-sitemap", method="GET", query={"part": "0", "of": str(parts.count("<sitemap>"))}))
    _ok(shop.call("list-countries", method="GET"))


def _count(shop: Shop) -> None:
    """Counts with words that nearly all products have, that few have, and that none has."""
    for query in (
        {},
        {"category": "mug"},
        {"option": "Size=L"},
        {"category": "mug", "option": "Size=L", "available": "true"},
        {"category": "mug", "price_min_minor": "1000", "price_max_minor": "2000"},
        {"vendor": "Acme", "reduced": "true"},
        {"available": "true", "price_min_minor": "9000"},
        {"search": "every day", "available": "true"},
    ):
        for sort in ("relevance", "price"):
            _ok(shop.call("list-products", method="GET", query={"counts": "true", "sort": sort, **query}))


def search(shop: Shop) -> None:
    """The commonest word, an uncommon one, part of one, and a typing error."""
    for words in ("every day", "mug", "stoneware mug 777", "stonew", "stonwear", "stonwear mgu"):
        for sort in ("relevance", "price"):
            _ok(shop.call("list-products", method="GET", query={"search": words, "sort": sort}))


def fill_a_cart(shop: Shop) -> None:
    token = put(shop, SKU).json["cart_token"]
    read(shop, **holding(token))
    put(shop, "SKU-8-1", **holding(token))
    remove(shop, "SKU-8-1", **holding(token))


def open_an_account(shop: Shop) -> None:
    email = f"{uuid4()}@example.org"
    _ok(shop.call("register-account", {"email": email, "password": PASSWORD}))
    confirmation = {"token": newest_token(shop), "password": PASSWORD}
    assert shop.call("confirm-address", confirmation).status_code == 204
    session = _ok(shop.call("log-in", {"email": email, "password": PASSWORD}))
    renewed = _ok(shop.call("refresh-session", {"refresh_token": session["refresh_token"]}))
    by: dict[str, Any] = {"role": "shopper", "account_id": UUID(_account_of(shop, email))}
    _ok(shop.call("read-profile", method="GET", **by))
    _ok(shop.call("change-profile", {"name": "Ada"}, method="PATCH", **by))
    passwords = {"current_password": PASSWORD, "new_password": PASSWORD + "!"}
    shop.call("change-password", passwords, method="PUT", **by)
    order = _place(shop, by=by)
    use_vouchers(shop, by)
    _ok(shop.call("list-orders", method="GET", **by))
    _ok(shop.call("get-order", method="GET", query={"number": order["number"]}, **by))
    _use_passkey(shop, by)
    _download(shop, by)
    for ended in ({"id": str(uuid4())}, {}):
        assert shop.call("end-sessions", ended, **by).status_code == 204
    shop.call("log-out", {"refresh_token": renewed["refresh_token"]})
    _ok(shop.call("request-password-reset", {"email": email}))
    reset = {"token": newest_token(shop), "new_password": PASSWORD}
    assert shop.call("reset-password", reset, method="PUT").status_code == 204
    _change_address(shop, by)
    _deliver_everything(shop)
    _close(shop, by)
    _ok(shop.call("list-revocations", method="GET"))


def _change_address(shop: Shop, by: dict[str, Any]) -> None:
    """Changes the account's address, and restores the former one by the link that was mailed to it."""
    _ok(shop.call("request-address-change", {"email": f"{uuid4()}@example.org", "password": PASSWORD}, **by))
    change = {"token": newest_token(shop), "password": PASSWORD}
    assert shop.call("change-address", change, **by).status_code == 204
    back = {"token": newest_token(shop), "new_password": PASSWORD}
    assert shop.call("reset-password", back, method="PUT").status_code == 204


def _use_passkey(shop: Shop, by: dict[str, Any]) -> None:
    """Adds a passkey, logs in with it, and removes it."""
    key, password = Authenticator(), PASSWORD + "!"
    _ok(shop.call("add-passkey", key.made_for(_ok(shop.call("begin-passkey", {"password": password}, **by))), **by))
    _ok(log_in_with(shop, key))
    (added,) = _ok(shop.call("list-sessions", method="GET", **by))["passkeys"]
    query = {"id": added["id"]}
    assert shop.call("remove-passkey", {"password": password}, query=query, **by).status_code == 204


def _download(shop: Shop, by: dict[str, Any]) -> None:
    """What the shop holds of the account, apart from its orders, and their invoices."""
    _ok(shop.call("export-account", {"password": PASSWORD + "!"}, **by))
    _ok(shop.call("list-invoices", {"limit": 1}, **by))


def _close(shop: Shop, by: dict[str, Any]) -> None:
    """Closes the account, which has a cart and orders; one of them has ended when its orders are looked at again."""
    assert put(shop, SKU, **by).status_code == 200
    reference = _ok(shop.call("close-account", {"password": PASSWORD}, **by))["reference"]
    _deliver_everything(shop)
    listed = _ok(shop.call("list-closures", method="GET", query={"reference": reference}, role="staff"))
    assert [each["reference"] for each in listed["items"]] == [reference]
    for query in ({"limit": "1"}, {}):
        _ok(shop.call("list-closures", method="GET", query=query, role="staff"))
    shop.now += timedelta(days=2)
    assert shop.deliver("erase-account-orders", AccountErasureDue(accounts=1)).status_code == 204
    _deliver_everything(shop)


def manage_people(shop: Shop) -> None:
    """An administrator invites a person, gives them another role, logs them out, and looks at everyone."""
    by: dict[str, Any] = {"role": "admin", "account_id": member(shop, f"{uuid4()}@example.org", "administrator").id}
    email = f"{uuid4()}@example.org"
    person = UUID(_ok(invite(shop, by, email=email))["id"])
    assert accept(shop).status_code == 204
    _ok(shop.call("log-in", {"email": email, "password": NEW_PASSWORD}))
    _ok(change_person(shop, person, {"role": "support"}, **by))
    assert shop.call("end-person-sessions", query={"id": str(person)}, **by).status_code == 204
    _use_second_factor(shop, email)
    assert change_person(shop, person, {"forgets_second_factor": True}, **by).status_code == 200
    _make_roles(shop, **by)
    _use_keys(shop, by)
    first = _ok(shop.call("list-people", method="GET", query={"limit": "1"}, **by))
    _ok(shop.call("list-people", method="GET", query={"limit": "1", "cursor": first["next_cursor"]}, **by))
    _deliver_everything(shop)


def _use_second_factor(shop: Shop, email: str) -> None:
    """Enrols an authenticator app, presents a code of it, a recovery code, and a wrong one."""
    member = Member(shop, account_of(shop, email), NEW_PASSWORD)
    _ok(member.enrol(NEW_PASSWORD))
    recovery_code = _ok(member.present(member.code()))["recovery_codes"][0]
    wait(shop, 1)
    _ok(member.present(member.code()))
    _ok(member.present(recovery_code))
    assert member.present("000000").status_code == 403
    key, password = Authenticator(), {"password": NEW_PASSWORD}
    begun = _ok(shop.call("begin-passkey", password, factor_at=int(time.time()), **member.by))
    _ok(shop.call("add-passkey", key.made_for(begun), **member.by))
    _ok(shop.call("present-second-factor", {"passkey": key.answer_to(begin_log_in(shop))}, **member.by))


def _make_roles(shop: Shop, **by: Any) -> None:
    """Makes a role, changes a limit of it and what it permits, and removes it."""
    refunds = {"permission": "payments.refund"}
    for permissions in ([{**refunds, "amount_minor_max": 100}], [refunds], [{"permission": "orders.read"}]):
        body = {"permissions": permissions}
        # The first makes it.
        _ok(shop.call("put-role", body, method="PUT", query={"name": "trainee"}, **by))
    assert shop.call("remove-role", method="DELETE", query={"name": "trainee"}, **by).status_code == 204


def _use_keys(shop: Shop, by: dict[str, Any]) -> None:
    """Makes a key for a program, uses it twice, looks at it, and ends it."""
    created = _ok(create_api_key(shop, by))
    for _ in range(2):
        _ok(issue(shop, created["key"]))
    _ok(shop.call("list-api-keys", method="GET", **by))
    assert end_api_key(shop, created["api_key"]["id"], **by).status_code == 204


def _account_of(shop: Shop, email: str) -> str:
    from db.models.identity import Account

    return str(shop.session.scalars(select(Account.id).where(Account.email == email)).one())


def buy(shop: Shop) -> None:
    """From the cart to the return and the refund."""
    token = put(shop, SKU).json["cart_token"]
    cart = read(shop, **holding(token)).json["cart_id"]
    _ok(shop.call("quote-order", {"lines": [{"sku": SKU, "quantity": 1}]}))
    order = _place(shop, cart_id=cart, by=holding(token))
    number = order["number"]
    _ok(shop.call("look-up-order", {"number": number, "email": EMAIL}))
    _staff(shop, "add-order-note", number, {"text": "a gift"}, key=str(uuid4()))
    moved = {"address": ADDRESS | {"street": "9 quai de la Gare"}, "email": EMAIL}
    _ok(shop.call("change-order-address", moved, query={"number": number}, method="PUT"))
    _deliver_everything(shop)
    _choose_carriers(shop)
    sent = _staff(shop, "ship-order", number, {"carrier": "DHL", "tracking_code": "JD01"})
    parcel = {"number": number, "parcel_id": sent["parcels"][0]["id"]}
    corrected = {"carrier": "DHL", "tracking_code": "JD02"}
    _ok(shop.call("correct-parcel", corrected, query=parcel, role="staff", method="PUT"))
    _staff(shop, "mark-order-delivered", number)
    # Later, the law leaves it to the shop.
    shop.now += WITHDRAWAL_PERIOD + timedelta(days=1)
    for decision in ("declined", "approved"):
        _ok(shop.call("request-return", {"reason": "too small", "email": EMAIL}, query={"number": number}))
        _staff(shop, "decide-return", number, {"decision": decision, "reply": "it was worn"})
    arrived = {"lines": [{"sku": SKU, "resellable": 1}], "expected_refund_minor": order["subtotal_minor"]}
    _staff(shop, "receive-return", number, arrived)
    shop.now -= WITHDRAWAL_PERIOD + timedelta(days=1)
    _deliver_everything(shop)
    _leave_one_out(shop)
    refund = _staff(shop, "request-refund", number, {"reason": "returned", "amount_minor": 1_00}, key=str(uuid4()))
    decide_about_refunds(shop, number, UUID(refund["id"]))
    _read_invoices(shop, number)
    _ok(shop.call("list-orders-by-state", method="GET", query={"state": "delivered"}, role="staff"))
    _look_for_orders(shop, number)
    _look_at_sales(shop)


def _choose_carriers(shop: Shop) -> None:
    """Adds a carrier, lists all, and retires it."""
    code = uuid4().hex
    for is_retired in (False, True):
        body = {"name": code, "tracking_url": "https://parcels.example/{code}", "is_retired": is_retired}
        _ok(shop.call("put-carrier", body, query={"code": code}, method="PUT", role="staff"))
        _ok(shop.call("list-carriers", method="GET", role="staff"))


def _read_invoices(shop: Shop, number: str) -> None:
    """Reads invoices as the shopper, who proves to be the buyer, and then as staff."""
    buyer = {"email": EMAIL}
    for by in (buyer, {}):
        issued = _ok(shop.call("list-invoices", {"number": number, **by}, role=None if by else "staff"))["invoices"]
        found = shop.call("render-invoice", {"number": issued[0]["number"], **by}, role=None if by else "staff")
        assert found.status_code == 200, found.json


def _leave_one_out(shop: Shop) -> None:
    """One item of an order is not shipped, after another one was."""
    order = _place(shop, quantity=2)
    one = {"lines": [{"sku": SKU, "quantity": 1}]}
    _staff(shop, "ship-order", order["number"], {"carrier": "DHL", "tracking_code": "JD01", **one})
    price_minor = order["lines"][0]["unit_price_minor"]
    _staff(shop, "release-rest", order["number"], {"expected_amount_minor": price_minor})


def _look_for_orders(shop: Shop, number: str) -> None:
    """Searches for orders by all that staff may know of one, such as a rare, a common and an unknown name."""
    days = {"since": "2026-11-19T00:00:00Z", "until": "2026-11-20T00:00:00Z"}
    for query in (
        *({"text": text} for text in (number, EMAIL, SKU, "pkmfho", "Ada", "Nobody at all", "shopper-77@example.org")),
        *({"text": "Ada", **days}, {"text": "Ada", "state": "cancelled"}, {"text": SKU, "state": "delivered"}),
        *(days, {**days, "state": "cancelled"}, {"state": "cancelled"}, {}),
    ):
        found = _ok(shop.call("search-orders", method="GET", query=query, role="staff"))
        if found["next_cursor"]:
            more = {**query, "cursor": found["next_cursor"]}
            _ok(shop.call("search-orders", method="GET", query=more, role="staff"))


def _look_at_sales(shop: Shop) -> None:
    """Reads the sales of the journeys' days, which have as many orders in a shop of any size, and of one customer."""
    days = {"since": f"{shop.now - timedelta(days=1):%Y-%m-%d}", "until": f"{shop.now + timedelta(days=1):%Y-%m-%d}"}
    _ok(shop.call("show-sales", method="GET", query=days, role="staff"))
    for kind in ("orders", "payments", "vat"):
        answer = shop.call("export-accounting", method="GET", query={**days, "kind": kind}, role="staff")
        assert answer.status_code == 200, answer.json
    for email in (EMAIL, "shopper-78@example.org"):
        _ok(shop.call("show-customer", method="GET", query={"email": email}, role="staff"))


def decide_about_refunds(shop: Shop, number: str, refund_id: UUID) -> None:
    """Decides about a refund that the provider has refused twice: first to try again, then to pay it in another way."""
    for decision in ({}, {"settled_by": "bank transfer"}):
        refund = shop.session.get_one(Refund, refund_id, populate_existing=True)
        refund.state = "failed"
        shop.session.commit()
        query = {"number": number, "id": str(refund_id)}
        _ok(shop.call("resolve-refund", decision, query=query, role="staff", key=str(uuid4())))
        _deliver_everything(shop)
    _ok(shop.call("show-payment", method="GET", query={"number": number}, role="staff"))
    for state in ("open", "won"):
        _ok(shop.call("list-disputes", method="GET", query={"state": state}, role="staff"))
    changed = PaymentChangesReported(order_id=refund.order_id)
    assert shop.deliver("record-provider-changes", changed).status_code == 204


def use_vouchers(shop: Shop, by: dict[str, Any]) -> None:
    """Uses a voucher for first orders, and one whose use a cancellation restores."""
    body: dict[str, Any] = {"lines": [{"sku": SKU, "quantity": 1}], "voucher_codes": ["V-3", "V-8"]}
    quoted = _ok(shop.call("quote-order", body, **by))
    assert quoted["discount_minor"] == 1_00
    order = _place(shop, by=by, voucher_codes=body["voucher_codes"], expected_total_minor=quoted["total_minor"])
    _ok(shop.call("cancel-order", {}, query={"number": order["number"]}, **by))
    _deliver_everything(shop)


def end_an_order_early(shop: Shop) -> None:
    """Ends five orders: one is cancelled, one declined, one out of stock, one never paid, and one gets stuck."""
    number = _place(shop)["number"]
    _ok(shop.call("cancel-order", {"email": EMAIL}, query={"number": number}))
    _deliver_everything(shop)
    _place(shop, payment_method="card_declined")
    _place(shop, quantity=90)
    for deliver_first_step in (True, False):
        _place(shop, deliver=False)
        if deliver_first_step:
            shop.deliver_announced("reserve-stock", OrderPlaced)
        _settle(shop)
    shop.now += RESERVATION
    for _ in range(3):
        _ok(shop.call("sweep"))
        _ok(shop.call("relay-outbox"))
        _deliver_everything(shop)


def _plan_prices(shop: Shop, sku: str, by: dict[str, Any]) -> None:
    """Plans two prices, of which one begins and one is withdrawn."""
    plans = [
        {"sku": sku, "price_minor": 8_00, "starts_at": (shop.now + timedelta(seconds=after)).isoformat()}
        for after in (1, 9)
    ]
    planned = _ok(shop.call("set-prices", {"plan": plans}, method="PUT", **by))["planned_prices"]
    _ok(shop.call("set-prices", {"withdraw": [planned[-1]["id"]]}, method="PUT", **by))
    _ok(shop.call("get-product", method="GET", **by))
    shop.now += timedelta(seconds=2)
    _ok(shop.call("sweep"))


def pay_at_the_provider(shop: Shop) -> None:
    """Pays one order by a second card, whose webhook arrives, and cancels another while its payment is open."""
    number, page = _opened_payment(shop)
    assert shop.call("show-card-page", method="GET", query=page).status_code == 200
    for card in ("card_declined", "card_ok"):
        form = urlencode({**page, "card": card})
        paid = shop.call("pay-by-test-card", form, content_type="application/x-www-form-urlencoded")
        assert paid.status_code == 200
        kind = "payment.authorized" if card == "card_ok" else "payment.declined"
        _receive_report(shop, kind, str(shop.session.scalars(_id_of(number)).one()))
        _deliver_everything(shop)
    number, _ = _opened_payment(shop)
    _ok(shop.call("cancel-order", {"email": EMAIL}, query={"number": number}))
    _deliver_everything(shop)


def _opened_payment(shop: Shop) -> tuple[str, dict[str, str]]:
    """The number of a new order, and what the address of the provider's page says."""
    number = _place(shop, payment_method=None)["number"]
    for _ in range(2):
        view = _ok(shop.call("open-payment", {"email": EMAIL}, query={"number": number}))
    address = urlsplit(view["page_url"])
    return number, {"charge_id": address.path.rpartition("/")[2], **dict(parse_qsl(address.query))}


def _id_of(number: str) -> Any:
    return select(Order.id).where(Order.number == number)


def sell(shop: Shop) -> None:
    body = SCARF | {"handle": f"scarf-{uuid4()}", "variants": _variants()}
    handle = _ok(shop.call("create-product", body, role="staff", key=str(uuid4())))["handle"]
    by: dict[str, Any] = {"query": {"handle": handle}, "role": "staff"}
    _ok(shop.call("publish-product", **by))
    changed = _ok(shop.call("change-product", {"title": "A warm scarf", "variants": _variants()}, method="PATCH", **by))
    sku = changed["variants"][0]["sku"]
    _ok(shop.call("set-prices", {"prices": [{"sku": sku, "price_minor": 900}]}, method="PUT", **by))
    _plan_prices(shop, sku, by)
    _show_a_picture(shop, by)
    _ok(shop.call("archive-product", **by))
    file = a_file(a_row(f"pot-{uuid4()}", Variant_Inventory_Qty="3"))
    for operation in ("preview-import", "import-products"):
        _ok(shop.call(operation, file, role="staff", content_type="text/csv"))
    _export(shop)
    _deliver_everything(shop)


def _show_a_picture(shop: Shop, by: dict[str, Any]) -> None:
    """A picture is uploaded, seen, and removed."""
    content: dict[str, Any] = {"content_type": "application/octet-stream"}
    (image,) = _ok(shop.call("upload-picture", a_picture(), **content, **by))["images"][-1:]
    _deliver_everything(shop)
    picture, file = image["url"].split("/")[3:]
    assert shop.call("read-picture", method="GET", query={"picture": picture, "file": file}).status_code == 200
    _ok(shop.call("get-product", method="GET", **by))
    _ok(shop.call("change-product", {"images": []}, method="PATCH", **by))
    _deliver_everything(shop)


def _export(shop: Shop) -> None:
    """Exports a page of the catalog, of which a larger shop has more."""
    last = shop.session.scalars(select(Product.handle).order_by(Product.handle.desc()).offset(300).limit(1)).one()
    for part in ("false", "true"):
        exported = shop.call("export-products", method="GET", query={"after": last, "part": part}, role="staff")
        assert exported.data.count(b"\r\n") > 300


def run_promotions(shop: Shop) -> None:
    terms = {"code": f"V{uuid4()}", "names": {"en": "Gift", "fr": "Cadeau"}, "kind": "free_shipping"}
    promotion = _ok(shop.call("create-promotion", terms, role="staff", key=str(uuid4())))
    by: dict[str, Any] = {"query": {"id": promotion["id"]}, "role": "staff"}
    _ok(shop.call("change-promotion", {**terms, "combinable": True}, method="PUT", **by))
    _ok(shop.call("end-promotion", **by))
    page = _ok(shop.call("list-promotions", method="GET", role="staff"))
    _ok(shop.call("list-promotions", method="GET", query={"cursor": page["next_cursor"]}, role="staff"))


def _variants() -> list[dict[str, Any]]:
    return [{"sku": str(uuid4()), "option_values": ["Moss"], "price_minor": 39_00, "on_hand": 3}]


def receive_provider_reports(shop: Shop) -> None:
    _receive_report(shop, "payment.captured", str(uuid4()))


def _receive_report(shop: Shop, kind: str, order_id: str) -> None:
    content = json.dumps({"type": kind, "data": {"order_id": order_id}}).encode()
    identity, sent = str(uuid4()), str(int(shop.now.timestamp()))
    signature = sign([KEY], f"{identity}.{sent}.".encode() + content)
    headers = {"webhook-id": identity, "webhook-timestamp": sent, "webhook-signature": signature}
    _ok(shop.call("receive-payment-webhook", content, headers=headers))


def manage_stock(shop: Shop) -> None:
    adjusted = {"quantity": 1, "reason": "found one"}
    _ok(shop.call("adjust-stock", adjusted, query={"sku": SKU}, role="staff", key=str(uuid4())))
    for policy in ("untracked", "tracked"):
        _ok(shop.call("set-stock-policy", {"policy": policy}, method="PUT", query={"sku": SKU}, role="staff"))
    for query in ({}, {"sku": "SKU-9"}, {"available_max": "0"}):
        page = _ok(shop.call("list-stock", method="GET", query=query, role="staff"))
        _ok(shop.call("list-stock", method="GET", query={**query, "cursor": page["next_cursor"]}, role="staff"))


def operate_messaging(shop: Shop) -> None:
    """Reads the activity log, handles dead letters, and purges old data."""
    # In the small shop and in the large one, the subject is of one entry.
    for filters in ({}, {"email": "shopper-1@example.org"}, {"action": "ship-order"}, {"subject": "CS-7"}):
        _ok(shop.call("list-staff-actions", method="GET", query=filters, role="staff"))
    _ok(shop.call("export-staff-actions", method="GET", query={"subject": "CS-7"}, role="staff"))
    for query in ({}, {"consumer": "capture-payment"}, {"event_type": "shop.order.shipped.v1"}, {"state": "discarded"}):
        dead_letters(shop, **query)
    _place(shop, deliver=False)
    placed = select(OutboxEvent).where(OutboxEvent.type == OrderPlaced.TYPE, OWED)
    event = shop.session.scalars(placed).one()
    refuse(shop, event)
    letter = {"id": dead_letters(shop, consumer="reserve-stock")[0]["id"]}
    _ok(shop.call("replay-dead-letter", query=letter, role="staff"))
    refuse(shop, event)
    _ok(shop.call("discard-dead-letter", {"reason": "seen"}, query=letter, role="staff"))
    _ok(shop.call("replay-dead-letters", {"event_type": "shop.order.shipped.v1", "at_most": 5}, role="staff"))
    _settle(shop)
    _ok(shop.call("purge-expired-data"))


def send_webhooks(shop: Shop) -> None:
    """Sends webhooks to an endpoint that fails once, gets another secret, and is removed."""
    webhook = _ok(create_webhook(shop))["webhook"]["id"]
    queue_webhooks(shop)
    send(shop)
    _ok(list_webhooks(shop))
    (owed,) = deliveries(shop, webhook)
    deliveries(shop, webhook, state="owed")
    _ok(resend(shop, owed["id"]))
    _ok(change_webhook(shop, webhook, {"rotates_secret": True, "state": "active"}))
    assert end_webhook(shop, webhook).status_code == 204
    _settle(shop)


JOURNEYS: tuple[Callable[[Shop], None], ...] = (
    browse, search, fill_a_cart, open_an_account, buy, end_an_order_early, pay_at_the_provider,
    receive_provider_reports, sell, run_promotions, manage_stock, operate_messaging, manage_people, send_webhooks,
)  # fmt: skip
