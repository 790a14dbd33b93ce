"""PUT /api/staff/carriers/{code} — adds a carrier, changes its name or its page's address, or retires it.

Parcels that were sent before keep their links.
"""

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field, StringConstraints, field_validator

from db.models.shipping import Carrier
from functions.orders.shipments.carriers import (
    ADDRESS_LENGTH_MAX,
    CARRIERS_MAX,
    CarrierView,
    address_problem,
    all_carriers,
    revision_of,
)
from functions.orders.shipments.errors import CarrierNameTaken, TooManyCarriers
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import ShortText
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request

CarrierCode = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class PutCarrier(Request):
    """All fields of the carrier; the `revision` of one that does not exist yet is `new`."""

    code: CarrierCode
    name: ShortText
    tracking_url: Annotated[str, Field(max_length=ADDRESS_LENGTH_MAX)]
    is_retired: bool = False

    @field_validator("tracking_url")
    @classmethod
    def _leads_to_a_page(cls, template: str) -> str:
        if (problem := address_problem(template)) is not None:
            raise InvalidRequest.field("tracking_url", problem)
        return template


@http_operation(permission="carriers.change", errors=(CarrierNameTaken, TooManyCarriers))
def put_carrier(command: PutCarrier, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> CarrierView:
    known = all_carriers(shop.session, lock=True)
    carrier = next((each for each in known if each.code == command.code), None)
    written = command.model_dump(exclude={"code"})
    before = {name: getattr(carrier, name) for name in written} if carrier is not None else None
    # A repeated request succeeds like the first.
    if before != written:
        if_match.check(revision_of(carrier))
        _check(command, known, carrier)
        carrier = _write(shop, command.code, written, carrier)
        shop.record(caller, "put-carrier", command.code, {"before": before, "after": written})
    assert carrier is not None
    return CarrierView.of(carrier)


def _check(command: PutCarrier, known: Sequence[Carrier], carrier: Carrier | None) -> None:
    name = command.name.strip().lower()
    other = next((each.code for each in known if each is not carrier and each.name.strip().lower() == name), None)
    if other is not None:
        raise CarrierNameTaken(f"Change the carrier {other}, or choose another name.", code=other)
    if carrier is None and len(known) >= CARRIERS_MAX:
        raise TooManyCarriers(f"The shop can have {CARRIERS_MAX}: give one that is retired another name instead.")


def _write(shop: UnitOfWork, code: str, written: dict[str, Any], carrier: Carrier | None) -> Carrier:
    if carrier is None:
        carrier = Carrier(code=code)
        shop.session.add(carrier)
    for name, value in written.items():
        setattr(carrier, name, value)
    shop.session.flush()
    return carrier
