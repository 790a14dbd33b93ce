"""Forms of address, which are those of the country."""

from playwright.sync_api import expect

from tests.support.web.visitor import Visit


def test_a_guest_from_ireland_orders_without_a_postal_code_and_one_from_france_not(visit: Visit) -> None:
    with visit("fr") as guest:
        guest.puts_into_cart("speckled-stoneware-mug")
        guest.goes_to("/checkout")
        guest.types(email="ada@example.org", name="Ada", street="1 Main Street", city="Dublin", postal_code="ABCDE!!")
        guest.presses("order")
        guest.sees("postal-code-wrong")
        guest.page.get_by_label(guest.word("country"), exact=True).select_option("IE")
        guest.page.get_by_label(guest.word("county")).select_option("Co. Dublin")
        guest.page.get_by_label(guest.word("postal-code-optional")).fill("")
        guest.presses("order")
        guest.arrives_at_order()
        expect(guest.page.get_by_text("Co. Dublin")).to_be_visible()
