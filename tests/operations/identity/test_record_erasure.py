from typing import Any
from uuid import UUID, uuid4

from db.models.closures import Closure
from eventing.events.closures import AccountDataErased, CartAccountErased, OrderAccountErased
from tests.support.operations.shop import Shop


def a_closure(shop: Shop) -> Closure:
    closure = Closure(account_id=uuid4(), closed_at=shop.now)
    shop.session.add(closure)
    shop.session.commit()
    return closure


def answered(
    shop: Shop,
    account_id: UUID,
    event_id: str | None = None,
    kind: type[AccountDataErased] = CartAccountErased,
    **said: Any,
) -> Any:
    event = {"account_id": account_id, "erased": {"carts": 1}, "answered_at": shop.now, **said}
    return shop.deliver("record-erasure", kind.model_validate(event), event_id=event_id)


def certificate(shop: Shop) -> dict[str, Any]:
    """The contexts of the one certificate that have answered."""
    (found,) = shop.call("list-closures", method="GET", role="staff").json["items"]
    return {each["context"]: each for each in found["contexts"] if each["answered_at"] is not None}


class TestRecordErasure:
    def test_adds_the_answer_to_the_certificate(self, shop: Shop) -> None:
        kept = [{"data": "payments", "rows": 2, "reason": "books", "until": None}]
        assert answered(shop, a_closure(shop).account_id, kept=kept).status_code == 204
        (found,) = certificate(shop).values()
        assert (found["context"], found["erased"], found["kept"]) == ("cart", [{"data": "carts", "rows": 1}], kept)

    def test_counts_an_answer_once_however_often_it_comes(self, shop: Shop) -> None:
        account_id, event_id = a_closure(shop).account_id, str(uuid4())
        for _ in range(2):
            assert answered(shop, account_id, event_id).status_code == 204
        assert certificate(shop)["cart"]["erased"] == [{"data": "carts", "rows": 1}]

    def test_adds_up_what_was_erased_and_shows_what_is_still_kept(self, shop: Shop) -> None:
        account_id = a_closure(shop).account_id
        open_order = {"data": "open_orders", "rows": 1, "reason": "order_open", "until": None}
        answered(shop, account_id, kind=OrderAccountErased, erased={"order_contacts": 2}, kept=[open_order])
        answered(shop, account_id, kind=OrderAccountErased, erased={"order_contacts": 1}, kept=[])
        found = certificate(shop)["orders"]
        assert (found["erased"], found["kept"]) == ([{"data": "order_contacts", "rows": 3}], [])

    def test_an_answer_about_an_account_that_was_not_closed_is_a_dead_letter(self, shop: Shop) -> None:
        refused = answered(shop, uuid4())
        assert refused.status_code == 422, refused.json
