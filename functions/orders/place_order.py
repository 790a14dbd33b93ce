"""POST /api/orders — places an order at the total that the shopper was shown; reserve_stock then reserves its goods."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from eventing.events.orders import Line, OrderPlaced
from functions.orders import rules
from functions.orders.errors import (
    CartInOrder,
    CountryNotServed,
    PriceChanged,
    ProductUnavailable,
    ShippingMethodUnavailable,
    TotalMissing,
)
from functions.orders.fields import OrderedLines, ShippingMethodCode, VatNumber, VatProof, VoucherCodes, quantities
from functions.orders.queries import free_number
from functions.orders.store.agreed_order import agreed_order, claim_promotions
from functions.orders.store.new_order import DRAWN, new_number, new_order, note_vat_number
from functions.orders.store.ordered_carts import remember_cart
from functions.orders.store.priced_order import Wanted
from functions.orders.taxes.errors import VatCheckMissing, VatNumberInvalid
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.addresses import EnteredAddress
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Currency, Email
from functions.runtime.http.requests import Request
from functions.runtime.languages import Language

# A token of the payment provider, never a card number.
PaymentMethod = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z][A-Za-z0-9_]{2,63}$")]


class PlaceOrder(Request):
    """`expected_total_minor` is the total that the shopper was shown, in `currency`."""

    lines: OrderedLines
    expected_total_minor: int = Field(ge=0, le=rules.TOTAL_MINOR_MAX)
    currency: Currency
    email: Email
    # The shopper's language, for mails about the order.
    language: Language | None = None
    address: EnteredAddress
    # Default: the first method offered.
    shipping_method: ShippingMethodCode | None = None
    voucher_codes: VoucherCodes = Field(default_factory=list)
    # For a business, whose company is in the address; with the quote's proof if VIES is queried.
    vat_number: VatNumber | None = None
    vat_proof: VatProof | None = None
    # Without a payment method, the shopper pays at the provider (open_payment).
    payment_method: PaymentMethod | None = None
    cart_id: UUID | None = None

    @model_validator(mode="before")
    @classmethod
    def _names_its_total(cls, sent: dict[str, Any]) -> dict[str, Any]:
        # Pages of the release before show the detail of a problem that they do not know.
        if not {"expected_total_minor", "currency"} <= sent.keys():
            raise TotalMissing("Reload the page to see what your order costs, then place it. Nothing was ordered.")
        return sent


@http_operation(
    status=201,
    idempotent=True,
    errors=(
        *(CountryNotServed, ShippingMethodUnavailable, ProductUnavailable),
        *(TotalMissing, PriceChanged, CartInOrder),
        *(VatNumberInvalid, VatCheckMissing),
    ),
    draw_number=lambda: new_number,
)
def place_order(command: PlaceOrder, *, caller: Caller, shop: UnitOfWork, draw_number: Callable[[], str]) -> OrderView:
    wanted = _wanted(command, caller)
    priced = agreed_order(shop, wanted, command.expected_total_minor, command.currency)
    order = new_order(priced, caller, shop.now)
    # Checked by the INSERT itself, so that a number that is already in use needs no query of its own.
    order.number = free_number([draw_number() for _ in range(DRAWN)])
    order.email, order.language, order.address = command.email, command.language, command.address.filled_in()
    note_vat_number(order, command.vat_number, command.vat_proof, command.address)
    order.payment_method = command.payment_method or ""
    shop.session.add(order)
    shop.session.flush()
    if command.cart_id is not None:
        remember_cart(shop, command.cart_id, order, caller)
    claim_promotions(shop, order, priced, wanted)
    bought = [Line(sku=line.sku, quantity=line.quantity) for line in priced.lines]
    shop.announce(OrderPlaced(order_id=order.id, number=order.number, lines=bought))
    return OrderView.of(order)


def _wanted(command: PlaceOrder, caller: Caller) -> Wanted:
    country, method = command.address.country, command.shipping_method
    lines, codes = quantities(command.lines), command.voucher_codes
    return Wanted(lines, country, method, codes, caller.customer_id, command.vat_number, command.vat_proof)
