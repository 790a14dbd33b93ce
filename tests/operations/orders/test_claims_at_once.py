from functools import partial
from uuid import uuid4

from sqlalchemy import Engine, select

from db.models.orders import Order
from eventing.events.accounts import AccountAddressConfirmed
from tests.support.operations.at_once import at_once
from tests.support.operations.orders import an_order, present
from tests.support.operations.shop import Shop

EMAIL = "ada@example.org"


def test_an_order_that_two_accounts_claim_at_once_stays_with_the_first(concurrent_shop: Shop, engine: Engine) -> None:
    """An address may have had one account, and then another, whose events arrive together."""
    shop = concurrent_shop
    order = an_order(shop, email=EMAIL)
    accounts = [uuid4(), uuid4()]
    events = [AccountAddressConfirmed(account_id=each, email=EMAIL, confirmed_at=shop.now) for each in accounts]
    # The function is loaded before threads call it.
    shop.deliver_raw("claim-guest-orders", "no.event", {})
    answers = at_once(engine, select(Order), *(partial(shop.deliver, "claim-guest-orders", each) for each in events))
    assert [answer.status_code for answer in answers] == [204, 204]
    assert present(shop, order).account_id == accounts[0]
