"""When a cron schedule is due."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.broker.schedule import Schedule
from local.errors import InvalidManifest

MONDAY = datetime(2026, 11, 23, 10, 7, 30, tzinfo=UTC)


class TestNextAfter:
    @pytest.mark.parametrize(
        ("text", "due"),
        [
            ("* * * * *", datetime(2026, 11, 23, 10, 8, tzinfo=UTC)),
            ("*/10 * * * *", datetime(2026, 11, 23, 10, 10, tzinfo=UTC)),
            ("7 * * * *", datetime(2026, 11, 23, 11, 7, tzinfo=UTC)),
            ("5-9/2,30 9 * * *", datetime(2026, 11, 24, 9, 5, tzinfo=UTC)),
            ("0 0 1 1 *", datetime(2027, 1, 1, tzinfo=UTC)),
            ("0 0 29 2 *", datetime(2028, 2, 29, tzinfo=UTC)),
            ("0 12 * * 0", datetime(2026, 11, 29, 12, tzinfo=UTC)),
            # Both days restricted: either is enough.
            ("0 12 30 * 3", datetime(2026, 11, 25, 12, tzinfo=UTC)),
        ],
    )
    def test_is_the_first_minute_that_fits(self, text: str, due: datetime) -> None:
        assert Schedule.parse(text).next_after(MONDAY) == due

    @given(minute=st.integers(1, 59), seconds=st.integers(0, 10**8))
    def test_is_later_than_now_and_not_too_late(self, minute: int, seconds: int) -> None:
        now = MONDAY + timedelta(seconds=seconds)
        wait = Schedule.parse(f"*/{minute} * * * *").next_after(now) - now
        assert timedelta(0) < wait <= timedelta(minutes=minute)

    def test_refuses_a_day_that_never_comes(self) -> None:
        with pytest.raises(InvalidManifest):
            Schedule.parse("0 0 30 2 *").next_after(MONDAY)


class TestParse:
    @pytest.mark.parametrize(
        "text", ["", "* * * *", "60 * * * *", "a * * * *", "*/0 * * * *", "5-1 * * * *", "* * 0 * *"]
    )
    def test_refuses_what_is_no_schedule(self, text: str) -> None:
        with pytest.raises(InvalidManifest):
            Schedule.parse(text)
