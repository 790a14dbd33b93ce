"""VIES's answer about a VAT number, and what happens without one."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from db.models.orders import Order
from functions.orders.taxes import vies as adapter
from functions.runtime.settings import settings
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop
from tests.support.shop.vies import CONSULTATION, Vies

KEY = "c3f8a4a2-5a53-4f0f-8a29-0a3f0e0b6c51"
GERMAN, AUSTRIAN, OWN = "DE136695976", "ATU13585627", "FR61954506077"
BERLIN = {
    **{"name": "Ada", "company": "Lovelace GmbH", "street": "Unter den Linden 1"},
    **{"postal_code": "10117", "city": "Berlin", "country": "DE"},
}


@pytest.fixture
def vies(monkeypatch: pytest.MonkeyPatch) -> Iterator[Vies]:
    server = Vies(GERMAN, AUSTRIAN)
    monkeypatch.setenv("VIES_REQUESTER", OWN)
    monkeypatch.setenv("VIES_URL", server.url)
    settings.cache_clear()
    yield server
    server.stop()
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture(autouse=True)
def _mug(shop: Shop) -> None:
    a_product(shop.session, price_minor=24_00)


def quote(shop: Shop, vat_number: str = GERMAN, **other: Any) -> Any:
    lines = [{"sku": "MUG-1", "quantity": 1}]
    return shop.call("quote-order", {"lines": lines, "country": "DE", "vat_number": vat_number, **other})


def place(shop: Shop, proof: str | None, vat_number: str = GERMAN) -> Any:
    total: dict[str, Any] = {"expected_total_minor": 24_08, "vat_number": vat_number, "vat_proof": proof}
    return shop.call("place-order", an_order_for(price_minor=24_00, address=BERLIN, **total), key=KEY)


def problem(refused: Any) -> tuple[int, str]:
    return refused.status_code, refused.json["type"].rpartition(":")[2]


class TestANumberThatViesKnows:
    def test_is_asked_for_in_the_shops_own_name_and_the_order_keeps_the_consultation_number(
        self, shop: Shop, vies: Vies
    ) -> None:
        quoted = quote(shop).json
        assert (quoted["total_minor"], quoted["tax_reason"]) == (24_08, "reverse_charge")
        assert vies.asked == [
            {
                **{"countryCode": "DE", "vatNumber": GERMAN[2:]},
                **{"requesterMemberStateCode": "FR", "requesterNumber": OWN[2:]},
            }
        ]
        placed = place(shop, quoted["vat_proof"])
        assert placed.status_code == 201, placed.json
        check = placed.json["vat_check"]
        assert (check["by"], check["consultation_number"], len(vies.asked)) == ("vies", CONSULTATION, 1)

    def test_is_not_asked_for_again_with_its_proof(self, shop: Shop, vies: Vies) -> None:
        proof = quote(shop).json["vat_proof"]
        assert quote(shop, vat_proof=proof).json["vat_proof"] == proof
        assert len(vies.asked) == 1

    @pytest.mark.parametrize("given", ["none", "of another number", "changed", "old"])
    def test_is_needed_with_its_proof(self, shop: Shop, vies: Vies, given: str) -> None:
        proof = quote(shop, AUSTRIAN if given == "of another number" else GERMAN).json["vat_proof"]
        wrong = {"none": None, "changed": f"e30=.{proof.partition('.')[2]}"}.get(given, proof)
        with time_machine.travel("2099-01-01") if given == "old" else nullcontext():
            refused = place(shop, wrong)
        assert problem(refused) == (422, "vat-check-missing")
        assert shop.session.scalars(select(Order)).all() == []

    def test_is_kept_with_the_new_price_when_the_price_has_changed(self, shop: Shop, vies: Vies) -> None:
        proof = quote(shop).json["vat_proof"]
        body = an_order_for(price_minor=24_00, address=BERLIN, vat_number=GERMAN, vat_proof=proof)
        assert shop.call("place-order", body, key=KEY).json["quote"]["vat_proof"] == proof


class TestANumberThatIsNotConfirmed:
    def test_is_refused_where_vies_does_not_know_it(self, shop: Shop, vies: Vies) -> None:
        vies.valid.clear()
        refused = quote(shop)
        assert problem(refused) == (422, "vat-number-unknown")
        assert [error["field"] for error in refused.json["errors"]] == ["vat_number"]

    @pytest.mark.parametrize("status", [200, 400])
    def test_is_refused_where_vies_finds_no_number_in_it(self, shop: Shop, vies: Vies, status: int) -> None:
        vies.error, vies.status = "INVALID_INPUT", status
        assert problem(quote(shop)) == (422, "vat-number-unknown")

    @pytest.mark.parametrize(
        ("error", "status"),
        [("MS_UNAVAILABLE", 200), ("MS_MAX_CONCURRENT_REQ", 500), ("INVALID_REQUESTER_INFO", 400)],
    )
    def test_is_neither_right_nor_wrong_while_vies_cannot_say(
        self, shop: Shop, vies: Vies, error: str, status: int
    ) -> None:
        vies.error, vies.status = error, status
        refused = quote(shop)
        assert problem(refused) == (409, "vat-check-unavailable")
        assert "order without the number" in refused.json["detail"]

    def test_is_not_waited_for_longer_than_a_shopper_waits(
        self, shop: Shop, vies: Vies, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(adapter.confirmed_by_vies, "__defaults__", (0.2,))
        vies.seconds = 1.0
        assert problem(quote(shop)) == (409, "vat-check-unavailable")

    def test_is_not_taken_while_vies_is_down_but_an_order_with_vat_is(self, shop: Shop, vies: Vies) -> None:
        vies.stop()
        assert problem(quote(shop)) == (409, "vat-check-unavailable")
        body = an_order_for(price_minor=24_00, address=BERLIN)
        assert shop.call("place-order", body, key=KEY).status_code == 201


def test_vies_is_not_asked_unless_the_operator_says_so(shop: Shop) -> None:
    assert quote(shop).json["vat_proof"] is None
