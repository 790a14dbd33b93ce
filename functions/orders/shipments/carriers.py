"""Renders the merchant's carriers for staff, and checks the address of a carrier's page."""

import hashlib
from collections.abc import Sequence
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.shipping import Carrier
from functions.runtime.http.replies import Reply

CARRIERS_MAX = 100
ADDRESS_LENGTH_MAX = 500
CODE = "{code}"


class CarrierView(Reply):
    """A carrier; in `tracking_url`, `{code}` stands for a tracking code, and `revision` is for If-Match."""

    code: str
    name: str
    tracking_url: str
    is_retired: bool
    revision: str

    @classmethod
    def of(cls, carrier: Carrier) -> "CarrierView":
        shown = {"code": carrier.code, "name": carrier.name, "tracking_url": carrier.tracking_url}
        return cls(**shown, is_retired=carrier.is_retired, revision=revision_of(carrier))


def revision_of(carrier: Carrier | None) -> str:
    """The version of the carrier; `new` for one that does not exist yet."""
    if carrier is None:
        return "new"
    written = repr((carrier.name, carrier.tracking_url, carrier.is_retired))
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def all_carriers(session: Session, *, lock: bool = False) -> Sequence[Carrier]:
    """Every carrier, including retired ones, by name; locked, so that changes of one wait for each other."""
    query = select(Carrier).order_by(Carrier.name, Carrier.code).limit(CARRIERS_MAX)
    return session.scalars(query.with_for_update() if lock else query).all()


def address_problem(template: str) -> str | None:
    """Why the template cannot lead shoppers to a page; None if it can.

    The code has to follow the host, so that no code leads to another site.
    """
    try:
        parts = urlsplit(template.replace(CODE, ""))
        whole = urlsplit(template)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "is not an address"
    if parts.scheme != "https" or not host or "." not in host or not template.isascii() or " " in template:
        return "has to begin with https:// and the name of a server"
    if parts.username is not None or port not in {None, 443} or whole.netloc != parts.netloc:
        return "has to have nothing but the name of a server before its path"
    if template.count(CODE) != 1 or any(brace in template.replace(CODE, "") for brace in "{}"):
        return "has to contain {code} once, where the tracking code belongs"
    return None
