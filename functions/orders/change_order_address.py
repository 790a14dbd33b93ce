"""PUT /api/orders/{number}/address — changes the address of a confirmed order before anything of it is shipped."""

from db.models.orders import Order
from eventing.events.shipments import OrderAddressChanged
from functions.orders.errors import OrderNotInState, OrderUnknown
from functions.orders.shipments.errors import AddressInOtherCountry
from functions.orders.store.access import check_permission, check_version, order_of
from functions.orders.store.transitions import Reason, record
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.addresses import Address, EnteredAddress
from functions.runtime.callers import Caller, PermissionMissing
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import OrderNumber
from functions.runtime.http.guest_requests import GuestRequest
from functions.runtime.http.preconditions import IfMatch


class ChangeOrderAddress(GuestRequest):
    number: OrderNumber
    address: EnteredAddress


@http_operation(errors=(OrderUnknown, OrderNotInState, AddressInOtherCountry, PermissionMissing))
def change_order_address(
    command: ChangeOrderAddress, *, caller: Caller, shop: UnitOfWork, if_match: IfMatch | None
) -> OrderView:
    order = order_of(shop.session, command.number, caller, email=command.email, lock=True)
    check_permission(order, caller, "orders.ship")
    address = command.address.filled_in()
    # A repeated request succeeds like the first.
    if address != order.address:
        check_version(order, caller, if_match)
        _check(order, command.address)
        _change(shop, order, address, caller)
    return OrderView.of_changed(shop.session, order, caller)


def _check(order: Order, address: Address) -> None:
    """Raises OrderNotInState, InvalidRequest or AddressInOtherCountry.

    Zones and VAT depend on the country, so within it the total stays. A business with a VAT number keeps its company.
    """
    if order.state != "confirmed":
        advice = "Its address can be changed from when it is confirmed until something of it is shipped."
        raise OrderNotInState(f"The order is {order.state}. {advice}", state=order.state)
    if (country := order.address.get("country")) != address.country:
        advice = "Elsewhere, VAT and shipping differ: cancel the order, and place it again with the new address."
        raise AddressInOtherCountry(f"The order goes to {country}. {advice}", country=country)
    if order.vat_number is not None and not address.company:
        raise InvalidRequest.field("address.company", "is needed with a VAT number")


def _change(shop: UnitOfWork, order: Order, address: dict[str, str], caller: Caller) -> None:
    before, order.address = order.address, address
    record(shop, order, Reason("address_changed"), caller.name)
    change = len(order.timeline) + 1
    shop.announce(OrderAddressChanged(order_id=order.id, number=order.number, change=change))
    if caller.is_staff:
        # Only the names of the fields: the log is stored for longer than the address.
        changed = sorted(name for name in before.keys() | address.keys() if before.get(name) != address.get(name))
        shop.record(caller, "change-order-address", order.number, {"fields": changed})
