"""What the shop may forget."""

from datetime import datetime

from eventing.events import Event


class RetentionDue(Event):
    """Somewhere in the shop lies something that nobody has needed since before `unused_since`."""

    TYPE = "shop.retention.due.v1"
    unused_since: datetime

    @property
    def subject(self) -> str:
        return "retention"
