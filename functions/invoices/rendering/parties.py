"""Writes the seller, buyer and order of a document by EN 16931."""

from collections.abc import Iterable, Mapping

from db.models.invoices import InvoiceDocument
from functions.invoices.rendering.wording import Wording
from functions.invoices.rendering.xml_tree import Node


def parties(document: InvoiceDocument, words: Wording) -> Iterable[Node]:
    seller, buyer = document.content["seller"], document.buyer
    vat = [("ram:ID", seller.get("vat_number", ""), {"schemeID": "VA"})]
    register = [("ram:ID", seller.get("registration", ""))]
    named = ("ram:Name", seller.get("name", ""))
    yield (
        "ram:SellerTradeParty",
        [named, ("ram:SpecifiedLegalOrganization", register), _address(seller), ("ram:SpecifiedTaxRegistration", vat)],
    )
    own_vat = [("ram:ID", buyer.get("vat_number", ""), {"schemeID": "VA"})]
    name = buyer.get("company") or buyer.get("name") or words.text("erased")
    address = _address({"country": document.country, **buyer})
    yield ("ram:BuyerTradeParty", [("ram:Name", name), address, ("ram:SpecifiedTaxRegistration", own_vat)])
    yield ("ram:SellerOrderReferencedDocument", [("ram:IssuerAssignedID", document.content["order_number"])])


def _address(party: Mapping[str, str]) -> Node:
    fields = {
        "PostcodeCode": "postal_code",
        "LineOne": "street",
        "LineTwo": "street_2",
        "CityName": "city",
        "CountryID": "country",
        "CountrySubDivisionName": "area",
    }
    return ("ram:PostalTradeAddress", [(f"ram:{tag}", party.get(field, "")) for tag, field in fields.items()])
