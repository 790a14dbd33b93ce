"""A request that is sent again while the first one is still under way."""

from uuid import UUID

from sqlalchemy import Engine, select

from db.models.inventory import Stock, StockMovement
from tests.support.operations.at_once import at_once
from tests.support.operations.shop import Shop
from tests.support.operations.stock import stocked

STAFF = UUID(int=7)


def test_a_request_is_refused_for_a_second_while_its_key_is_in_use(concurrent_shop: Shop, engine: Engine) -> None:
    shop = concurrent_shop
    stocked(shop, on_hand=1)
    key, third, refused = "a-key-of-16-characters", "a-third-key-of-16-characters", []

    def receive(key: str = key) -> tuple[int, str | None]:
        body = {"quantity": 2, "reason": "delivered"}
        answer = shop.call("adjust-stock", body, query={"sku": "MUG-1"}, role="staff", account_id=STAFF, key=key)
        return answer.status_code, answer.headers.get("retry-after")

    receive("another-key-of-16-characters")  # loaded before threads call it

    def repeat() -> tuple[int, str | None]:
        refused.append(receive())
        return receive(third)

    assert at_once(engine, select(Stock), receive, repeat) == [(201, None), (201, None)]
    assert refused == [(409, "1")]
    assert len(shop.session.scalars(select(StockMovement)).all()) == 3
    assert receive() == (201, None)
    assert len(shop.session.scalars(select(StockMovement)).all()) == 3
