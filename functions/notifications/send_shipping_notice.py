"""On shop.order.shipped.v1, shop.order.parcel-sent.v1, shop.order.tracking-corrected.v1,
shop.order.rest-released.v1 and shop.order.address-changed.v1 — writes the shopper a mail.

The mail about a parcel lists its items, and links to the carrier's page about it.
"""

from eventing.events.orders import OrderShipped
from eventing.events.shipments import (
    OrderAddressChanged,
    OrderParcelSent,
    OrderRestReleased,
    OrderTrackingCorrected,
)
from functions.notifications.mail.content import MailContent, amount
from functions.notifications.mail.order_mails import write_once
from functions.notifications.mail.return_content import items_of
from functions.notifications.mail.shipment_content import (
    Tracking,
    address_change,
    release_notice,
    shipping_notice,
    tracking_correction,
)
from functions.notifications.queries import address_of, buyer_of, titles_of
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork

ShipmentEvent = OrderShipped | OrderParcelSent | OrderTrackingCorrected | OrderRestReleased | OrderAddressChanged


@event_operation()
def send_shipping_notice(event: ShipmentEvent, *, shop: UnitOfWork) -> None:
    if isinstance(event, OrderShipped | OrderParcelSent):
        write_once(shop, _parcel(event, shop), event, subject=_about(event), recipient=event.email)
    elif (buyer := buyer_of(shop.session, event.order_id)) is not None:
        write_once(shop, _change(event, shop), event, subject=_about(event), recipient=buyer.email)


def _about(event: ShipmentEvent) -> str:
    match event:
        case OrderTrackingCorrected():
            return f"{event.subject}/{event.parcel_id}/{event.correction}"
        case OrderRestReleased():
            return f"{event.subject}/{event.release_id}"
        case OrderAddressChanged():
            return f"{event.subject}/{event.change}"
        case _:
            # Those of the release before have one parcel for each order.
            return f"{event.subject}/{event.parcel_id}" if event.parcel_id is not None else event.subject


def _parcel(event: OrderShipped | OrderParcelSent, shop: UnitOfWork) -> MailContent:
    tracking = Tracking(event.carrier, event.tracking_code, event.tracking_url)
    items = items_of(event.lines, titles_of(shop.session, event.order_id)) if event.lines else ""
    is_first = isinstance(event, OrderShipped)
    return shipping_notice(event.number, tracking, items, is_first=is_first, has_rest=event.has_rest)


def _change(event: OrderTrackingCorrected | OrderRestReleased | OrderAddressChanged, shop: UnitOfWork) -> MailContent:
    if isinstance(event, OrderAddressChanged):
        return address_change(event.number, address_of(shop.session, event.order_id))
    return _correction(event) if isinstance(event, OrderTrackingCorrected) else _release(event, shop)


def _correction(event: OrderTrackingCorrected) -> MailContent:
    return tracking_correction(event.number, Tracking(event.carrier, event.tracking_code, event.tracking_url))


def _release(event: OrderRestReleased, shop: UnitOfWork) -> MailContent:
    items = items_of(event.lines, titles_of(shop.session, event.order_id))
    money = amount(event.amount_minor, event.currency)
    return release_notice(event.number, items, money, is_taken=event.refund_minor > 0, by_shopper=event.by_shopper)
