"""Lists charges of the card simulator."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.card_simulator import Charge
from functions.payments.card_simulator.charges import Answer


def listed(session: Session, since: datetime | None, until: datetime | None) -> Answer:
    """The ids of the charges that were opened in the period."""
    in_period = Charge.created_at >= since, Charge.created_at < until
    ids = session.scalars(select(Charge.id).where(*in_period).order_by(Charge.created_at)).all()
    return Answer(200, {"state": "listed", "references": list(ids)})
