"""GET /api/staff/carriers — the carriers from which staff choose, and retired ones, with their pages' addresses."""

from typing import Annotated

from pydantic import Field

from functions.orders.shipments.carriers import CARRIERS_MAX, CarrierView, all_carriers
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class ListCarriers(Request):
    pass


class Carriers(Reply):
    carriers: Annotated[list[CarrierView], Field(max_length=CARRIERS_MAX)]


@http_operation(permission="orders.ship")
def list_carriers(query: ListCarriers, *, caller: Staff, shop: UnitOfWork) -> Carriers:
    return Carriers(carriers=[CarrierView.of(carrier) for carrier in all_carriers(shop.session)])
