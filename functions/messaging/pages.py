"""Cursor of lists sorted by time, the newest first."""

from datetime import datetime
from uuid import UUID

from functions.runtime.http.pages import Cursor


class Moment(Cursor):
    """The time and id of a page's last row."""

    at: datetime
    id: UUID
