"""Events of shipments, before and after the first parcel."""

from uuid import UUID

from eventing.events.orders import Line, OrderEvent


class OrderParcelSent(OrderEvent):
    """Another parcel of a shipped order was sent; `has_rest` says whether something is still to be shipped."""

    TYPE = "shop.order.parcel-sent.v1"
    email: str
    carrier: str
    tracking_code: str
    # Empty for a carrier without a known page about parcels.
    tracking_url: str
    parcel_id: UUID
    lines: list[Line]
    has_rest: bool


class OrderTrackingCorrected(OrderEvent):
    """The carrier or the tracking code of a parcel was corrected; `correction` numbers the parcel's corrections."""

    TYPE = "shop.order.tracking-corrected.v1"
    parcel_id: UUID
    correction: int
    carrier: str
    tracking_code: str
    tracking_url: str


class OrderAddressChanged(OrderEvent):
    """The order's address, which the order itself has, was changed; `change` is the step of its timeline."""

    TYPE = "shop.order.address-changed.v1"
    change: int


class OrderRestReleased(OrderEvent):
    """These lines will not be shipped; `refund_minor` of their amount was captured before, and is refunded.

    `by_shopper` says whether the shopper has taken them out of the order.
    """

    TYPE = "shop.order.rest-released.v1"
    release_id: UUID
    lines: list[Line]
    amount_minor: int
    refund_minor: int
    currency: str
    by_shopper: bool = False
