from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from db.models.shipping import Country
from functions.runtime.security.link_tokens import link_token
from functions.runtime.settings import settings
from tests.support.factories import ADDRESS
from tests.support.invoices import SELLER, an_invoiced_order, documents, refund
from tests.support.operations.orders import shopper
from tests.support.operations.shop import LINK_KEY, Shop

EMAIL, NUMBER = "ada@example.org", "INV-2026-000001"


@pytest.fixture(autouse=True)
def _seller(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in SELLER.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield
    settings.cache_clear()


def download(shop: Shop, number: str = NUMBER, email: str | None = EMAIL, **by: Any) -> Any:
    return shop.call("render-invoice", {"number": number, "email": email}, **by)


def opened(answer: Any) -> PdfReader:
    assert (answer.status_code, answer.content_type) == (200, "application/pdf"), answer.json
    return PdfReader(BytesIO(answer.data))


def read(answer: Any) -> str:
    """What a person reads of the PDF."""
    return " ".join(opened(answer).pages[0].extract_text().split())


def structured(answer: Any) -> str:
    """What a program reads of it."""
    return opened(answer).attachments["factur-x.xml"][0].decode()


class TestTheDownload:
    def test_is_a_file_of_the_documents_number(self, shop: Shop) -> None:
        an_invoiced_order(shop)
        assert download(shop).headers["content-disposition"] == f'attachment; filename="{NUMBER}.pdf"'

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", ["Invoice INV-2026-000001", "€29.90", "€4.99"]),
            ("fr", ["Facture INV-2026-000001", "29,90 €", "TVA"]),
            ("de", ["Rechnung INV-2026-000001", "Leistungsdatum", "29,90 €", "MwSt."]),
        ],
    )
    def test_is_in_the_language_of_the_order(self, shop: Shop, language: str, said: list[str]) -> None:
        order = an_invoiced_order(shop, quantity=2, language=language)
        page = read(download(shop))
        assert [each for each in [*said, order["number"], "1 Rue Verte"] if each not in page] == []

    def test_has_its_data_for_programs(self, shop: Shop) -> None:
        an_invoiced_order(shop, quantity=2)
        data = structured(download(shop))
        for said in (
            "urn:cen.eu:en16931:2017",
            "<ram:TypeCode>380</ram:TypeCode>",
            "<ram:GrandTotalAmount>29.90</ram:GrandTotalAmount>",
            "<ram:CalculatedAmount>4.99</ram:CalculatedAmount>",
            "<ram:BasisAmount>24.91</ram:BasisAmount>",
            "<ram:RateApplicablePercent>20.00</ram:RateApplicablePercent>",
        ):
            assert said in data

    def test_of_a_credit_note_names_its_invoice(self, shop: Shop) -> None:
        order = an_invoiced_order(shop, language="en")
        refund(shop, order["id"], 2_00)
        answer = download(shop, "CN-2026-000001")
        assert "Of invoice: INV-2026-000001" in read(answer)
        assert "<ram:TypeCode>381</ram:TypeCode>" in structured(answer)
        assert "<ram:IssuerAssignedID>INV-2026-000001</ram:IssuerAssignedID>" in structured(answer)

    def test_of_a_german_credit_note_corrects_the_invoice(self, shop: Shop) -> None:
        # A „Gutschrift“ would be an invoice that the buyer writes (§ 14 Abs. 2 UStG).
        order = an_invoiced_order(shop, language="de")
        refund(shop, order["id"], 2_00)
        page = read(download(shop, "CN-2026-000001"))
        assert "Rechnungskorrektur CN-2026-000001" in page
        assert "Zur Rechnung: INV-2026-000001 vom" in page
        assert "Gutschrift" not in page

    def test_of_an_export_says_why_there_is_no_vat(self, shop: Shop) -> None:
        shop.session.add(Country(code="CH", zone="EU"))
        address = {**ADDRESS, "country": "CH", "postal_code": "8001", "city": "Zürich"}
        an_invoiced_order(shop, address=address, expected_total_minor=14_50, language="en")
        assert "Article 146" in read(download(shop))
        assert "<ram:CategoryCode>G</ram:CategoryCode>" in structured(download(shop))

    def test_shows_letters_of_every_european_script(self, shop: Shop) -> None:
        an_invoiced_order(shop, address={**ADDRESS, "name": "Łukasz Γιώργος Иван"})
        assert "Łukasz Γιώργος Иван" in read(download(shop))

    def test_says_that_the_buyer_is_no_longer_kept(self, shop: Shop) -> None:
        an_invoiced_order(shop, language="en")
        shop.session.execute(text("UPDATE invoices.documents SET buyer = '{}'"))
        shop.session.commit()
        assert "no longer kept" in read(download(shop, role="staff"))


class TestAnInvoiceOfOthers:
    def test_is_unknown_to_who_does_not_know_the_address_of_the_order(self, shop: Shop) -> None:
        an_invoiced_order(shop)
        for email in (None, "bob@example.org"):
            refused = download(shop, email=email)
            assert (refused.status_code, refused.json["type"]) == (404, "urn:cloudshop:problem:invoice-unknown")

    def test_is_unknown_to_other_accounts(self, shop: Shop) -> None:
        account_id = uuid4()
        an_invoiced_order(shop, account_id=account_id)
        assert download(shop, email=None, **shopper(account_id)).status_code == 200
        assert download(shop, **shopper(uuid4())).status_code == download(shop).status_code == 404

    def test_is_known_to_the_shop_itself_which_mails_it(self, shop: Shop) -> None:
        an_invoiced_order(shop, account_id=uuid4())
        token = link_token(LINK_KEY, documents(shop)[0].id)
        for sent, status in ((token, 200), (link_token(LINK_KEY, uuid4()), 404), (f"{token[:-4]}AAAA", 404)):
            answered = shop.call("render-invoice", {"number": NUMBER, "token": sent})
            assert answered.status_code == status

    def test_is_unknown_where_there_is_none(self, shop: Shop) -> None:
        assert download(shop, role="staff").status_code == 404
