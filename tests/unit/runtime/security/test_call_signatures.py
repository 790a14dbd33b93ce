"""The header by which an operation knows that another part of the shop calls it."""

import time

import pytest

from functions.runtime.security import call_signatures
from functions.runtime.security.call_signatures import CALL_AGE_SECONDS_MAX, CALL_HEADER, CallForged, call_headers
from tests.support.operations.shop import OTHER_KEY
from tests.support.shop.inside_calls import CALL_KEY

BODY, QUERY = b'{"action": "void"}', b"since=1"


def check(header: str, *keys: str, operation: str = "sweep", body: bytes = BODY, query: bytes = QUERY) -> None:
    call_signatures.check_call(keys or [CALL_KEY], operation, header, body, query)


def signed(key: str = CALL_KEY) -> str:
    return call_headers([key], "sweep", BODY, QUERY)[CALL_HEADER]


def test_is_valid_under_any_of_the_callee_s_keys() -> None:
    check(signed())
    check(signed(), OTHER_KEY, CALL_KEY)


def test_is_signed_by_the_first_key() -> None:
    check(call_headers([OTHER_KEY, CALL_KEY], "sweep", BODY, QUERY)[CALL_HEADER], OTHER_KEY)


def test_is_missing_where_there_is_no_key() -> None:
    assert call_headers([""], "sweep") == call_headers([], "sweep") == {}


def test_is_for_one_operation_and_what_it_is_sent() -> None:
    for other in ({"operation": "relay-outbox"}, {"body": b""}, {"query": b""}, {"body": QUERY, "query": BODY}):
        with pytest.raises(CallForged):
            check(signed(), **other)


@pytest.mark.parametrize("header", ["", ".", "v1,AAAA", "1.v1,", "x.v1,AAAA", "é.v1,é"])
def test_is_refused_if_nobody_made_it(header: str) -> None:
    with pytest.raises(CallForged):
        check(header)


def test_is_refused_by_who_has_no_key_or_another() -> None:
    with pytest.raises(CallForged):
        check(signed(OTHER_KEY))
    with pytest.raises(CallForged):
        call_signatures.check_call([], "sweep", signed(), BODY, QUERY)


@pytest.mark.parametrize(("seconds", "is_taken"), [(-7201, False), (-7199, True), (7199, True), (7202, False)])
def test_is_valid_for_the_time_by_which_clocks_may_differ(
    monkeypatch: pytest.MonkeyPatch, seconds: int, is_taken: bool
) -> None:
    assert CALL_AGE_SECONDS_MAX == 7200
    header, at = signed(), time.time() + seconds
    monkeypatch.setattr(time, "time", lambda: at)
    if is_taken:
        check(header)
    else:
        with pytest.raises(CallForged, match="too long ago"):
            check(header)
