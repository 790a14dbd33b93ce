"""Pages of things that happened, the newest first."""

from datetime import datetime
from uuid import UUID

from functions.runtime.http.pages import Cursor


class Moment(Cursor):
    """Where a page ended: the time and id of its last row."""

    at: datetime
    id: UUID
