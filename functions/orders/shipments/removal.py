"""Takes items out of an order before anything of it is shipped."""

from db.models.order_codes import ReasonCode
from db.models.orders import Order
from db.models.shipments import Release
from functions.orders.fields import OrderedLine
from functions.orders.returns.refund_amounts import check_amount
from functions.orders.shipments.choice import chosen
from functions.orders.shipments.queries import shipments_of
from functions.orders.shipments.releases import new_release, write_release
from functions.runtime.database.unit_of_work import UnitOfWork


def remove_items(
    shop: UnitOfWork,
    order: Order,
    lines: list[OrderedLine] | None,
    expected_minor: int | None,
    actor: str,
    code: ReasonCode,
) -> Release:
    """Releases the lines, which are then never charged; the shipping costs stay.

    Raises OrderNotInState, NotLeftToShip, or RefundNotAgreed without the right amount.
    """
    shipments = shipments_of(shop.session, order)
    wanted = chosen(order, frozenset({"confirmed"}), shipments.left, lines)
    release = new_release(shop, order, shipments, (), wanted)
    check_amount(release.amount_minor, expected_minor, "take them out")
    write_release(shop, order, release, actor, code)
    return release
