"""Adds the demo shop's countries and shipping methods to those of the migrations."""

from datetime import time
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.orm import Session

from db.models.shipping import Country, ShippingMethod, ShippingRate

DATA = Path(__file__).with_name("shipping.yaml")


def provide_shipping(session: Session) -> None:
    data = yaml.safe_load(DATA.read_text())
    countries = [Country(code=code, zone=zone) for zone, codes in data["countries"].items() for code in codes]
    session.add_all([*countries, *(_method(**method) for method in data["methods"])])


def _method(*, working_days: list[int], cut_off: str, rates: list[dict[str, int]], **values: Any) -> ShippingMethod:
    return ShippingMethod(
        **values,
        days_min=working_days[0],
        days_max=working_days[1],
        cut_off=time.fromisoformat(cut_off),
        rates=[ShippingRate(**rate) for rate in rates],
    )
