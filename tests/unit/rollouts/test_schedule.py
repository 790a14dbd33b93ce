"""The lines of `schedules`: when they hold, and what is said of those that mean nothing."""

from datetime import UTC, datetime

import pytest

from rollouts.rules.schedule import FORM, fewest_pods, read

# A Tuesday.
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


def at(clock: str, day: int = 1) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 12, day, hour, minute, 59, tzinfo=UTC)


def pods(text: str, now: datetime) -> dict[str, int]:
    found, problems = read(text)
    assert problems == []
    return fewest_pods(found, now)


class TestASchedule:
    @pytest.mark.parametrize(("clock", "holds"), [("10:49", False), ("10:50", True), ("11:59", True), ("12:00", False)])
    def test_holds_from_its_first_minute_until_before_its_last(self, clock: str, holds: bool) -> None:
        assert bool(pods("2026-12-01 10:50-12:00 list-products 3", at(clock))) == holds

    @pytest.mark.parametrize(
        ("day", "held"),
        [
            ("daily", [1, 2, 3, 4, 5, 6, 7]),
            ("tue", [1]),
            ("mon-fri", [1, 2, 3, 4, 7]),
            ("sat-mon", [5, 6, 7]),
            ("2026-12-04", [4]),
        ],
    )
    def test_holds_on_its_days(self, day: str, held: list[int]) -> None:
        line = f"{day} 00:00-24:00 list-products 1"
        assert [each for each in range(1, 8) if pods(line, at("23:59", each))] == held

    def test_names_several_functions_and_the_highest_number_counts(self) -> None:
        mail, lunch = "daily 11:00-13:00 list-products 3, get-product 1", "mon-fri 12:00-14:00 list-products 2  # lunch"
        text = f"# before the mail\n\n{mail}\n{lunch}\n"
        assert pods(text, NOON) == {"list-products": 3, "get-product": 1}
        assert pods(text, at("13:30")) == {"list-products": 2}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("daily 10-12 list-products 3", FORM),
        ("daily 10:00-12:00", FORM),
        ("someday 10:00-12:00 list-products 1", "someday is no day; write daily, mon, mon-fri or 2026-12-01"),
        ("2026-02-30 10:00-12:00 list-products 1", "2026-02-30 is no day; write daily, mon, mon-fri or 2026-12-01"),
        (
            "daily 22:00-02:00 list-products 1",
            "ends before it starts; a night is two lines, until 24:00 and from 00:00",
        ),
        ("daily 10:00-12:61 list-products 1", "there is no time 12:61"),
        ("daily 10:00-24:01 list-products 1", "there is no time 24:01"),
        ("daily 10:00-12:00 list-products 0", "a function has 1 to 20 pods"),
    ],
)
def test_says_of_a_line_that_means_nothing_what_to_write(line: str, said: str) -> None:
    found, problems = read(f"daily 10:00-12:00 get-product 1\n{line}")
    assert problems == [f"`{line}`: {said}"]
    assert len(found) == 1
