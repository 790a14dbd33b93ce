from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.identity.rules import (
    RETRY_GRACE,
    RefreshStep,
    SigningKey,
    published_keys,
    refresh_step,
    session_end,
    signing_key,
    with_new_key,
)

NOW = LOGGED_IN = datetime(2026, 11, 23, tzinfo=UTC)
OVERLAP_SECONDS = 630
NEWEST, USED, OLDER = b"newest", b"used", b"older"

moments = st.integers(0, 10_000)


def a_key(kid: str, activates_at: int = 0, retires_at: int | None = None) -> SigningKey:
    return SigningKey(kid, {"kid": kid}, activates_at, retires_at)


@st.composite
def key_sets(draw: st.DrawFn) -> list[SigningKey]:
    times = draw(st.lists(st.tuples(moments, st.none() | moments), max_size=6))
    return [a_key(str(number), activates_at, retires_at) for number, (activates_at, retires_at) in enumerate(times)]


class TestTheEndOfASession:
    @pytest.mark.parametrize(("is_staff", "unused"), [(False, timedelta(days=14)), (True, timedelta(hours=12))])
    def test_comes_when_it_was_not_used_for_so_long(self, is_staff: bool, unused: timedelta) -> None:
        assert session_end(LOGGED_IN, LOGGED_IN, is_staff=is_staff) == LOGGED_IN + unused
        assert session_end(LOGGED_IN, LOGGED_IN + unused, is_staff=is_staff) == LOGGED_IN + 2 * unused

    @pytest.mark.parametrize("is_staff", [True, False])
    def test_comes_after_thirty_days_however_often_it_is_used(self, is_staff: bool) -> None:
        end = LOGGED_IN + timedelta(days=30)
        assert session_end(LOGGED_IN, end - timedelta(seconds=1), is_staff=is_staff) == end


class TestRefreshStep:
    def test_rotates_the_newest_however_long_it_was_kept(self) -> None:
        long_ago = NOW - timedelta(days=29)
        assert refresh_step(NEWEST, NEWEST, USED, long_ago, NOW) is RefreshStep.ROTATE
        assert refresh_step(NEWEST, NEWEST, None, None, NOW) is RefreshStep.ROTATE

    @given(st.timedeltas(min_value=timedelta(seconds=-5), max_value=timedelta(minutes=1)))
    def test_repeats_the_one_before_it_for_a_while_only(self, ago: timedelta) -> None:
        """Less than no time ago is when the clock was read before the lock was had."""
        step = refresh_step(USED, NEWEST, USED, NOW - ago, NOW)
        assert step is (RefreshStep.REPEAT if ago <= RETRY_GRACE else RefreshStep.END)

    @given(st.none() | st.just(USED), st.none() | st.just(NOW))
    def test_ends_with_any_other(self, used: bytes | None, used_at: datetime | None) -> None:
        assert refresh_step(OLDER, NEWEST, used, used_at, NOW) is RefreshStep.END


class TestKeys:
    @given(key_sets(), moments)
    def test_whatever_signs_is_published(self, keys: list[SigningKey], now: int) -> None:
        key = signing_key(keys, now)
        assert key is None or key in published_keys(keys, now)

    @given(key_sets(), moments)
    def test_nothing_signs_before_it_is_active_nor_after_it_retired(self, keys: list[SigningKey], now: int) -> None:
        key = signing_key(keys, now)
        if key is not None:
            assert key.activates_at <= now
            assert key.retires_at is None or now < key.retires_at

    @given(key_sets(), moments)
    def test_the_newest_active_key_signs(self, keys: list[SigningKey], now: int) -> None:
        key = signing_key(keys, now)
        later = [k for k in published_keys(keys, now) if key is None or k.activates_at > key.activates_at]
        assert all(k.activates_at > now for k in later)

    @given(st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 900)), min_size=1, max_size=6))
    def test_rotations_never_withdraw_a_key_while_its_tokens_are_valid(self, rotations: list[tuple[int, int]]) -> None:
        keys: tuple[SigningKey, ...] = (a_key("first"),)
        now = 0
        signed: dict[str, int] = {}
        for number, (pause, delay) in enumerate([*rotations, (2_000, 0)]):
            for second in range(now, now + pause, 100):
                key = signing_key(keys, second)
                assert key is not None
                signed[key.kid] = second
                published = {k.kid for k in published_keys(keys, second)}
                assert {kid for kid, at in signed.items() if second < at + OVERLAP_SECONDS} <= published
            now += pause
            keys = with_new_key(keys, a_key(str(number), now + delay), now, overlap_seconds=OVERLAP_SECONDS)

    def test_a_new_key_lets_retired_ones_go_and_leaves_other_dates_alone(self) -> None:
        keys = (a_key("gone", 0, 10), a_key("going", 0, 50), a_key("present", 5))
        kept = with_new_key(keys, a_key("new", 100), 20, overlap_seconds=OVERLAP_SECONDS)
        assert [(key.kid, key.retires_at) for key in kept] == [("going", 50), ("present", 730), ("new", None)]

    def test_a_new_key_takes_the_place_of_one_that_would_only_sign_later(self) -> None:
        keys = with_new_key((a_key("present"), a_key("later", 900)), a_key("now", 100), 100, overlap_seconds=1)
        assert [key.kid for key in keys] == ["present", "now"]

    def test_of_two_keys_active_at_once_the_later_one_signs(self) -> None:
        key = signing_key([a_key("old", 0, 630), a_key("new", 0)], 0)
        assert key is not None
        assert key.kid == "new"
