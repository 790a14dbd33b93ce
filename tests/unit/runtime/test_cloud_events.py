"""CloudEvents over HTTP, strictly: version 1.0.2 of the binding, and RFC 3339 for times."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.runtime.errors import InvalidRequest
from functions.runtime.http.cloud_events import decoded, encoded, read_event, rfc3339

BINARY = {
    "Content-Type": "application/json", "Ce-Id": "1", "Ce-Type": "a.b", "Ce-Source": "/x", "Ce-Specversion": "1.0",
    "Ce-Time": "2026-01-01T00:00:00Z",
}  # fmt: skip


def read(**headers: str) -> Any:
    return read_event(BINARY | {f"Ce-{name}": value for name, value in headers.items()}, b"{}").attributes


# What an attribute may hold (CloudEvents 1.0.2, String): no controls, no surrogates.
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_an_attribute_comes_back_from_its_header(value: str) -> None:
    header = encoded(value)
    assert all(0x21 <= ord(character) <= 0x7E for character in header)
    assert decoded("ce-subject", header) == value


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Euro%20%E2%82%AC", "Euro \u20ac"), ('"quoted text"', "quoted text"), ('"a \\"b\\" %25"', 'a "b" %'),
        ("100%", "100%"), ("plain/text", "plain/text"),
    ],
)  # fmt: skip
def test_a_header_is_unquoted_and_percent_decoded(header: str, value: str) -> None:
    assert read(Subject=header)["subject"] == value


def test_other_headers_stay_as_they_are() -> None:
    assert decoded("content-type", "a%20b") == "a%20b"


@pytest.mark.parametrize("header", ["%FF", "%00", "a%0Ab", "%C2%80"])
def test_a_header_that_decodes_to_no_text_is_refused(header: str) -> None:
    with pytest.raises(InvalidRequest):
        read(Subject=header)


@pytest.mark.parametrize("name", ["content-type", "Content-Type", "CONTENT-TYPE"])
def test_a_batch_is_refused_however_its_header_is_written(name: str) -> None:
    with pytest.raises(InvalidRequest, match="batches"):
        read_event({name: "Application/CloudEvents-Batch+JSON"}, b"[]")


@pytest.mark.parametrize(
    "time", ["2026-01-01T00:00:00Z", "2026-01-01t00:00:00.123456789z", "2026-01-01T23:59:59-23:59"]
)
def test_an_rfc_3339_time_is_read(time: str) -> None:
    assert rfc3339(time).tzinfo is not None


@pytest.mark.parametrize(
    "time",
    [
        "2026-01-01", "2026-01-01T00:00:00", "20260101T000000Z", "2026-W01-1T00:00:00Z", "2026-01-01T00:00Z",
        "2026-01-01 00:00:00Z", "2026-01-01T00:00:00+01", "2026-13-01T00:00:00Z", "2026-01-01T00:00:61Z", "",
        "\u0662026-01-01T00:00:00Z",
    ],
)  # fmt: skip
def test_every_other_time_is_refused(time: str) -> None:
    with pytest.raises(InvalidRequest, match="RFC 3339"):
        rfc3339(time)
