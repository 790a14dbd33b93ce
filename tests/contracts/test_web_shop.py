"""What the web shop knows by heart is what the functions go by."""

import re

import pytest

from functions.catalog.csv.views import FILE_BYTES_MAX
from functions.inventory.expire_reservations import REASON
from functions.orders import rules
from functions.payments.card_simulator.test_cards import CARDS
from functions.payments.rules import _DECLINES, reason_for
from tests.support.folders import ROOT
from tests.support.web.interception import ATTEMPTS

# What it says of itself, beside the problems of the shop.
OWN_WORDS = {"retry", "request", "lost", "crashed", "other"}
WEB_SHOP = ROOT / "frontend" / "src"
REASONS = (
    *map(reason_for, (*_DECLINES, "anything else")),
    *("ordered", "the goods are set aside", "paid", "sent with La Poste", "delivered", "MUG is out of stock", REASON),
    *("cancelled by the shopper", "cancelled by the shop", "the payment came after the reservation ended"),
    *("the payment was given back unused", "damaged: 500 of 1650 minor units given back"),
)


def source(path: str) -> str:
    return (WEB_SHOP / path).read_text()


def texts_of(constant: str, path: str) -> set[str]:
    """The texts of `const constant = [...]`."""
    found = re.search(rf"const {constant} = \[(.*?)\]", source(path), re.DOTALL)
    assert found is not None
    return set(re.findall(r'"([^"]+)"', found[1]))


def number_of(constant: str, path: str) -> int:
    found = re.search(rf"const {constant} = ([\d_]+);", source(path))
    assert found is not None
    return int(found[1])


def test_it_knows_the_states_of_an_order() -> None:
    assert texts_of("STATES", "orders/states.ts") == set(rules.ENTERED_FROM)


def test_it_lets_orders_be_cancelled_and_returned_where_they_can_be() -> None:
    for change, state in (("canBeCancelled", "cancelled"), ("canBeReturned", "return_requested")):
        found = re.search(rf"function {change}.*?\[(.*?)\]", source("orders/states.ts"), re.DOTALL)
        assert found is not None
        assert set(re.findall(r'"([^"]+)"', found[1])) == rules.ENTERED_FROM[state]


def test_it_offers_cards_that_the_network_knows() -> None:
    assert texts_of("CARDS", "checkout/cards.ts") <= set(CARDS)


def test_it_promises_free_shipping_from_the_same_amount_on() -> None:
    assert number_of("FREE_SHIPPING_FROM_MINOR", "orders/shipping.ts") == rules.FREE_SHIPPING_FROM_MINOR


def test_it_lets_as_many_into_a_cart_as_an_order_takes() -> None:
    assert number_of("QUANTITY_MAX", "cart/quantities.ts") == rules.QUANTITY_MAX


def test_it_translates_problems_that_there_are() -> None:
    english = source("ui/problemTexts.ts").partition("\n  {\n")[2].partition("\n  },\n")[0]
    translated = set(re.findall(r'^    "?([\w-]+)"?:', english, re.MULTILINE)) - OWN_WORDS
    modules = [path.read_text() for folder in ("functions", "gateway") for path in (ROOT / folder).rglob("*.py")]
    slugs = {slug for module in modules for slug in re.findall(r'slug\b.*?= .*?"([a-z]+(?:-[a-z]+)*)"', module)}
    assert len(translated) > 20
    assert translated <= slugs


def test_it_knows_what_staff_do() -> None:
    modules = [path.read_text() for path in (ROOT / "functions").rglob("*.py")]
    recorded = {action for module in modules for action in re.findall(r'record\(caller, "([a-z-]+)"', module)}
    assert texts_of("ACTIONS", "staff/actions.ts") == recorded


def test_it_takes_catalogues_as_large_as_the_shop_does() -> None:
    assert number_of("FILE_BYTES_MAX", "staff/catalogueFile.ts") == FILE_BYTES_MAX


def test_its_tests_wait_for_as_many_attempts_as_it_makes() -> None:
    assert number_of("ATTEMPTS_MAX", "api/repeat.ts") == ATTEMPTS


@pytest.mark.parametrize("reason", REASONS)
def test_it_has_its_own_words_for_a_reason(reason: str) -> None:
    wordings = re.findall(r'\[/(.+?)/, "', source("orders/reasons.ts"))
    assert [wording for wording in wordings if re.search(wording, reason)] != []
