"""Reads for how long the operator has data kept (db/retention.py)."""

import os
from datetime import datetime

from db.retention import period, purged


def kept_until(setting: str, since: datetime) -> datetime:
    """When data of that time are purged, by a setting such as SALES_KEPT; where it is not set, by the table's rule."""
    if chosen := os.environ.get(setting):
        return since + period(setting, chosen)
    return since + max(rule.after for _, rule in purged() if rule.setting == setting)
