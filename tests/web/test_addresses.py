"""Forms of address, shipping methods and VAT, which are those of the country."""

import re

from playwright.sync_api import expect

from tests.support.web.visitor import Visit

# A mug of 16.50 EUR and the demo shop's express delivery of 12.90 EUR.
EXPRESS_TOTAL = "29,40"
# The Irish VAT of 23 % in the one and in the other.
IRISH_VAT = "5,50"


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
        guest.page.get_by_role("radio", name=re.compile("Livraison express")).check()
        expect(guest.button("order")).to_have_text(re.compile(EXPRESS_TOTAL))
        guest.presses("order")
        guest.arrives_at_order()
        expect(guest.page.get_by_text("Co. Dublin")).to_be_visible()
        expect(guest.page.get_by_text("Livraison express")).to_be_visible()
        vat = guest.page.get_by_text(re.compile(r"Dont TVA 23\s%"))
        expect(vat.locator("xpath=following-sibling::dd[1]")).to_have_text(re.compile(IRISH_VAT))


def test_the_shipping_methods_and_the_vat_are_those_of_the_country(visit: Visit) -> None:
    with visit("en") as guest:
        guest.puts_into_cart("speckled-stoneware-mug")
        guest.goes_to("/checkout")
        expect(guest.page.get_by_role("radio", name=re.compile("Express delivery"))).to_be_visible()
        expect(guest.page.get_by_text("Includes VAT 20%")).to_be_visible()
        guest.page.get_by_label(guest.word("country"), exact=True).select_option("HK")
        expect(guest.page.get_by_role("radio", name=re.compile("International parcel"))).to_be_checked()
        expect(guest.page.get_by_role("radio", name=re.compile("Express delivery"))).to_have_count(0)
        expect(guest.page.get_by_label(guest.word("city"), exact=True)).to_have_count(0)
        expect(guest.page.get_by_text("Without VAT", exact=True)).to_be_visible()


def test_a_business_of_another_member_state_orders_without_vat(visit: Visit) -> None:
    with visit("fr") as guest:
        guest.puts_into_cart("speckled-stoneware-mug")
        guest.goes_to("/checkout")
        guest.page.get_by_label(guest.word("country"), exact=True).select_option("DE")
        guest.types(
            email="ada@example.org", name="Ada", street="Unter den Linden 1", postal_code="10117", city="Berlin"
        )
        number = guest.page.get_by_label(re.compile("^Numéro de TVA"))
        number.fill("DE136695977")
        number.blur()
        expect(guest.page.get_by_text("Ce n’est pas un numéro de TVA d’un pays de l’UE.")).to_be_visible()
        expect(guest.page.get_by_role("button", name="Commander", exact=True).first).to_be_disabled()
        number.fill("DE136695976")
        number.blur()
        expect(guest.page.get_by_text(re.compile("^Autoliquidation"))).to_be_visible()
        # A mug of 16.50 and the first shipping of 4.90, without the French VAT of 20 %.
        expect(guest.button("order").first).to_have_text(re.compile("17,83"))
        guest.page.get_by_label(re.compile("^Société")).fill("Lovelace GmbH")
        guest.presses("order")
        guest.arrives_at_order()
        expect(guest.page.get_by_text(re.compile("Numéro de TVA DE136695976"))).to_be_visible()
        expect(guest.page.get_by_text(re.compile("^Autoliquidation"))).to_be_visible()
