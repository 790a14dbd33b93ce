"""The table of pictures that staff have uploaded; their files are in a store of their own."""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table, one_of

PictureState = Literal["uploaded", "ready", "failed"]
PictureProblem = Literal["unreadable", "missing"]


class Picture(Table):
    """An uploaded picture: `uploaded` until its smaller sizes are made; `failed` says by `problem` why they are not."""

    __tablename__ = "pictures"
    __table_args__ = (
        one_of("state", PictureState),
        CheckConstraint("(state = 'failed') = (problem IS NOT NULL)", name="failed_has_problem"),
        CheckConstraint("problem IN ('unreadable', 'missing')", name="problem"),
        {"schema": "catalog"},
    )

    name: Mapped[str] = mapped_column(primary_key=True)
    file: Mapped[str]
    state: Mapped[PictureState] = mapped_column(Text)
    problem: Mapped[PictureProblem | None] = mapped_column(Text)
    created_at: Mapped[datetime]

    @property
    def url(self) -> str:
        return f"/api/pictures/{self.name}/{self.file}"
