from typing import Any
from uuid import uuid4

from tests.support.operations.orders import UNKNOWN, an_order, problem
from tests.support.operations.shop import Shop


class TestLookUpOrder:
    def look_up(self, shop: Shop, number: str, email: str, **by: Any) -> Any:
        return shop.call("look-up-order", {"number": number, "email": email}, **by)

    def test_shows_a_guest_their_order_however_the_address_is_written(self, shop: Shop) -> None:
        number = an_order(shop, email="Ada@Example.org")["number"]
        assert self.look_up(shop, number, "ada@example.ORG").json["number"] == number

    def test_finds_an_order_by_an_address_in_other_characters(self, shop: Shop) -> None:
        order = an_order(shop, email="ada@straße.example")
        assert order["email"] == "ada@xn--strae-oqa.example"
        assert self.look_up(shop, order["number"], "ada@straße.example").status_code == 200
        assert self.look_up(shop, order["number"], "ada@strasse.example").status_code == 404

    def test_answers_for_a_wrong_pair_as_for_an_unknown_number(self, shop: Shop) -> None:
        number = an_order(shop, email="ada@example.org")["number"]
        wrong = self.look_up(shop, number, "eve@example.org")
        unknown = self.look_up(shop, UNKNOWN, "ada@example.org")
        assert (wrong.status_code, unknown.status_code) == (404, 404)
        assert problem(wrong, number) == problem(unknown, UNKNOWN)

    def test_leaves_an_accounts_order_to_its_signed_in_owner(self, shop: Shop) -> None:
        number = an_order(shop, account_id=uuid4(), email="ada@example.org")["number"]
        assert self.look_up(shop, number, "ada@example.org").status_code == 404

    def test_reads_no_pattern_in_an_address(self, shop: Shop) -> None:
        number = an_order(shop, email="ada@example.org")["number"]
        assert self.look_up(shop, number, "%@example.org").status_code == 404
