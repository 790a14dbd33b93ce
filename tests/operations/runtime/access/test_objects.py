"""What a caller may do with an object depends on whose it is: their own, another's, or one that there is not.

An object of another and one that does not exist are answered alike. A new operation without its line here fails.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from codegen.operations import ROOT, routes
from db.models.invoices import InvoiceDocument
from db.models.orders import Order
from tests.support.factories import ADDRESS
from tests.support.invoices import SELLER, an_invoiced_order
from tests.support.named_tests import exists
from tests.support.operations.orders import UNKNOWN, an_order, problem, shopper
from tests.support.operations.shop import Shop

EMAIL, WRONG = "ada@example.org", "eve@example.org"
Route = dict[str, Any]
OPEN_TO_SHOPPERS: dict[str, Route] = {route["operation"]: route for route in routes() if route["access"] != "staff"}


@dataclass(frozen=True)
class OfAnOrder:
    """An operation on an order, or on a document of one; `state` is one in which it does something."""

    state: str = "confirmed"
    body: dict[str, Any] = field(default_factory=dict)
    in_body: bool = False
    # The e-mail addresses that a request may name, which prove that a guest's order is the caller's.
    emails: tuple[str | None, ...] = (None, WRONG, EMAIL)
    takes_account: bool = True
    # What of the response says that the object was found.
    found: Callable[[Any], bool] = lambda answer: answer.status_code not in {401, 403, 404}
    unknown: str = UNKNOWN


OF_AN_ORDER = {
    "get-order": OfAnOrder(emails=(None,)),
    "cancel-order": OfAnOrder(),
    "change-order-address": OfAnOrder(body={"address": ADDRESS}),
    "open-payment": OfAnOrder(),
    "request-return": OfAnOrder("delivered"),
    "look-up-order": OfAnOrder(in_body=True, takes_account=False, emails=(WRONG, EMAIL)),
    "list-invoices": OfAnOrder("invoiced", in_body=True, found=lambda answer: answer.json["invoices"] != []),
    "render-invoice": OfAnOrder("invoiced", in_body=True, unknown="INV-2026-999999"),
}
ENDED_SESSIONS = "tests/operations/identity/test_end_sessions.py::TestEndSessions"
# Objects that are found by a secret, or by the caller alone; the test that tries another's.
ELSEWHERE = {
    "end-sessions": f"{ENDED_SESSIONS}::test_leaves_the_sessions_of_others_alone",
    "remove-passkey": "tests/operations/identity/test_remove_passkey.py::TestRemovePasskey",
    "log-in-with-passkey": "tests/operations/identity/test_log_in_with_passkey.py::TestAnAnswer",
    "begin-passkey": "tests/operations/identity/test_begin_passkey.py::TestANewPasskey",
    "put-cart-item": "tests/operations/cart/test_put_cart_item.py",
    "read-cart": "tests/operations/cart/test_merging_at_log_in.py",
    "remove-cart-item": "tests/operations/cart/test_remove_cart_item.py",
    "place-order": "tests/operations/orders/test_place_order.py",
    "show-card-page": "tests/operations/payments/test_show_card_page.py",
    "pay-by-test-card": "tests/operations/payments/test_pay_by_test_card.py",
    "refresh-session": "tests/operations/identity/test_refresh_session.py",
    "log-out": "tests/operations/identity/test_log_out.py",
    "log-in": "tests/operations/identity/test_log_in.py",
    "issue-api-token": "tests/operations/identity/test_issue_api_token.py",
    "reset-password": "tests/operations/identity/test_reset_password.py",
    "confirm-address": "tests/operations/identity/test_confirm_address.py",
    "change-address": "tests/operations/identity/test_change_address.py",
    "receive-payment-webhook": "tests/operations/payments/test_receive_payment_webhook.py",
}
# The caller's own account is the object, which no request names.
OF_THE_CALLER = {
    *("read-profile", "change-profile", "change-password", "request-address-change", "list-sessions"),
    *("enrol-second-factor", "present-second-factor", "add-passkey", "export-account", "close-account", "list-orders"),
}
OF_EVERYONE = {
    *("get-product", "list-products", "list-categories", "render-page", "render-sitemap", "read-picture"),
    *("list-countries", "read-shop-rules", "read-legal-text", "quote-order", "publish-keys"),
    *("register-account", "request-password-reset"),
}


def test_every_operation_for_shoppers_says_whose_its_objects_are() -> None:
    kinds = [set(OF_AN_ORDER), set(ELSEWHERE), OF_THE_CALLER, OF_EVERYONE]
    assert set.union(*kinds) == set(OPEN_TO_SHOPPERS)
    assert sum(map(len, kinds)) == len(OPEN_TO_SHOPPERS)


def test_an_operation_on_a_named_object_is_tried_with_another_s() -> None:
    """A path with a parameter names an object; what everyone may read is nobody's."""
    named = {name for name, route in OPEN_TO_SHOPPERS.items() if "{" in route["path"]}
    assert named - OF_EVERYONE <= {*OF_AN_ORDER, *ELSEWHERE}


@pytest.mark.parametrize("test", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_the_tests_of_other_objects_exist(test: str) -> None:
    assert exists(ROOT, test)


@pytest.mark.parametrize("operation", sorted(OF_THE_CALLER))
def test_a_guest_has_no_account_to_act_on(shop: Shop, operation: str) -> None:
    method = OPEN_TO_SHOPPERS[operation]["method"]
    assert shop.call(operation, None if method == "GET" else {}, method=method).status_code == 401


def _number(shop: Shop, operation: str, **about: Any) -> str:
    """The number of an order of the owner, or of the document, in the state that the operation is for."""
    state = OF_AN_ORDER[operation].state
    if state != "invoiced":
        return str(an_order(shop, state, email=EMAIL, **about)["number"])
    number = an_invoiced_order(shop, email=EMAIL, **about)["number"]
    if operation == "list-invoices":
        return str(number)
    order_id = shop.session.scalar(select(Order.id).where(Order.number == number))
    return str(shop.session.scalars(select(InvoiceDocument.number).where(InvoiceDocument.order_id == order_id)).one())


@pytest.mark.parametrize("operation", OF_AN_ORDER)
def test_an_order_is_its_owner_s_alone(shop: Shop, operation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SELLER.items():
        monkeypatch.setenv(name, value)
    rule, route, owner = OF_AN_ORDER[operation], OPEN_TO_SHOPPERS[operation], uuid4()

    def call(number: str, email: str | None, **by: Any) -> Any:
        named = {"number": number}
        body = {**rule.body, **({"email": email} if email else {}), **(named if rule.in_body else {})}
        sent = None if route["method"] == "GET" else body
        return shop.call(operation, sent, method=route["method"], query=None if rule.in_body else named, **by)

    account = _number(shop, operation, account_id=owner)
    guest = _number(shop, operation)
    actors: dict[str, dict[str, Any]] = {
        "a guest": {},
        "another shopper": shopper(uuid4()),
        "staff who may read no orders": {"role": "staff", "permissions": {}},
        "its owner": shopper(owner),
    }
    for actor, by in actors.items():
        for email in rule.emails:
            unknown = call(rule.unknown, email, **by)
            assert not rule.found(unknown), (actor, email)
            for number, is_allowed in (
                (account, rule.takes_account and actor == "its owner"),
                (guest, email == EMAIL),
            ):
                answer = call(number, email, **by)
                assert rule.found(answer) == is_allowed, (actor, email, number == guest, answer.status_code)
                if not is_allowed:
                    assert answer.status_code == unknown.status_code
                    if answer.status_code >= 400:
                        assert problem(answer, number) == problem(unknown, rule.unknown)
