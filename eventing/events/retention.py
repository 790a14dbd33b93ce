"""Events of data retention."""

from datetime import datetime

from eventing.events import Event


class RetentionDue(Event):
    """There is data that was last used before `unused_since`."""

    TYPE = "shop.retention.due.v1"
    unused_since: datetime

    @property
    def subject(self) -> str:
        return "retention"
