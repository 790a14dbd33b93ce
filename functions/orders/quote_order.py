"""POST /api/quotes — the current price and availability of an order with these lines."""

from pydantic import Field

from functions.orders.errors import CountryNotServed, ProductUnavailable, ShippingMethodUnavailable
from functions.orders.fields import OrderedLines, ShippingMethodCode, VatNumber, VatProof, VoucherCodes, quantities
from functions.orders.store.priced_order import Wanted, priced_order
from functions.orders.store.quotes import QuoteView, quote_of
from functions.orders.taxes.errors import VatCheckUnavailable, VatNumberInvalid, VatNumberUnknown
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import CountryCode
from functions.runtime.http.requests import Request


class QuoteOrder(Request):
    """`country` defaults to the shop's own, and `shipping_method` to the country's first.

    With the `vat_proof` of an earlier quote, VIES is not queried again about the number.
    """

    lines: OrderedLines
    country: CountryCode | None = None
    shipping_method: ShippingMethodCode | None = None
    voucher_codes: VoucherCodes = Field(default_factory=list)
    vat_number: VatNumber | None = None
    vat_proof: VatProof | None = None


@http_operation(
    errors=(
        *(ProductUnavailable, CountryNotServed, ShippingMethodUnavailable),
        *(VatNumberInvalid, VatNumberUnknown, VatCheckUnavailable),
    )
)
def quote_order(query: QuoteOrder, *, caller: Caller, shop: UnitOfWork) -> QuoteView:
    lines, country, method = quantities(query.lines), query.country, query.shipping_method
    # Before the first statement: no connection to the database waits for VIES.
    proof = _proof(query.vat_number, query.vat_proof) if query.vat_number is not None else None
    wanted = Wanted(lines, country, method, query.voucher_codes, caller.customer_id, query.vat_number, proof)
    return quote_of(shop.session, priced_order(shop.session, wanted, shop.now))


def _proof(vat_number: str, known: str | None) -> str | None:
    # Imported here: most quotes are for consumers.
    from functions.orders.taxes.vat_checks import check_asked
    from functions.runtime.settings import settings

    return check_asked(vat_number, known, settings())
