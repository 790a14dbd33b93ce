"""Adds the demo shop's promotions."""

from datetime import datetime
from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from db.models.promotions import Promotion

DATA = Path(__file__).with_name("promotions.yaml")


def provide_promotions(session: Session, now: datetime) -> None:
    terms = yaml.safe_load(DATA.read_text())
    session.add_all([Promotion(**each, valid_from=now, created_at=now) for each in terms])
