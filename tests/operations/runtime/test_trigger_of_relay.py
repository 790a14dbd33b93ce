from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import event

from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop


@pytest.fixture
def happened(shop: Shop) -> Iterator[list[str]]:
    """The commits of operations and the calls of the relay, in their order."""
    happened: list[str] = []

    def committed(_: object) -> None:
        happened.append("committed")

    a_product(shop.session)
    shop.parts["trigger_relay"] = lambda: happened.append("triggered")
    event.listen(shop.parts["sessions"], "after_commit", committed)
    yield happened
    event.remove(shop.parts["sessions"], "after_commit", committed)


class TestTheRelay:
    def test_is_triggered_once_after_the_commit_of_what_announces_an_event(
        self, shop: Shop, happened: list[str]
    ) -> None:
        assert shop.call("place-order", an_order_for(), key=str(uuid4())).status_code == 201
        assert happened == ["committed", "triggered"]

    def test_is_not_triggered_by_what_is_refused(self, shop: Shop, happened: list[str]) -> None:
        refused = shop.call("place-order", an_order_for(expected_total_minor=1), key=str(uuid4()))
        assert refused.status_code == 409
        assert happened == []
