import base64
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import AwareDatetime

from functions.runtime.database.pages import Cursor, page
from functions.runtime.errors import InvalidRequest


class Position(Cursor):
    placed_at: AwareDatetime
    id: UUID


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


class TestCursor:
    @given(some.datetimes(timezones=some.just(UTC)), some.uuids())
    def test_comes_back_as_it_was_given(self, placed_at: datetime, identity: UUID) -> None:
        position = Position(placed_at=placed_at, id=identity)
        assert Position.read(position.text()) == position

    @given(some.text(max_size=300))
    def test_refuses_any_other_text_by_its_field(self, text: str) -> None:
        with pytest.raises(InvalidRequest) as refused:
            Position.read(text)
        assert [error["field"] for error in refused.value.members["errors"]] == ["cursor"]

    @pytest.mark.parametrize(
        "position",
        [
            "{}",
            "[]",
            "null",
            '{"placed_at": "2026-11-23T12:00:00", "id": "8e03978e-40d5-43e8-bc93-6894a57f9324"}',
            '{"placed_at": "2026-11-23T12:00:00Z", "id": 7}',
            '{"placed_at": "2026-11-23T12:00:00Z", "id": "8e03978e-40d5-43e8-bc93-6894a57f9324", "more": 1}',
        ],
    )
    def test_refuses_what_is_well_encoded_but_no_position_of_this_list(self, position: str) -> None:
        with pytest.raises(InvalidRequest):
            Position.read(encoded(position))


class Row(NamedTuple):
    placed_at: datetime
    id: UUID


class TestPage:
    ROWS = tuple(Row(datetime(2026, 11, day, tzinfo=UTC), UUID(int=day)) for day in range(1, 5))

    def test_one_that_just_fits_is_the_last(self) -> None:
        assert page(self.ROWS, 4, Position.after) == (self.ROWS, None)

    def test_one_row_more_than_fits_leads_to_another_page_behind_the_last_row_shown(self) -> None:
        rows, cursor = page(self.ROWS, 3, Position.after)
        assert rows == self.ROWS[:3]
        assert cursor is not None
        assert Position.read(cursor) == Position(placed_at=self.ROWS[2].placed_at, id=self.ROWS[2].id)

    def test_one_without_rows_is_the_last(self) -> None:
        assert page((), 3, Position.after) == ((), None)
