"""`tracestate` as W3C Trace Context, level 2, has it; `traceparent` is tested through the gateway."""

import pytest

from functions.runtime.telemetry.trace_context import STATE_CHARACTERS_MAX, read_tracestate


@pytest.mark.parametrize(
    ("given", "passed_on"),
    [
        ("vendor=1", "vendor=1"),
        (" a=1 ,\tb=2,, c=3 ", "a=1,b=2,c=3"),
        ("1tenant@vendor=x", "1tenant@vendor=x"),
        ("a/b_c-d*e=!~", "a/b_c-d*e=!~"),
    ],
)
def test_a_list_is_passed_on_as_it_came(given: str, passed_on: str) -> None:
    assert read_tracestate(given) == passed_on


@pytest.mark.parametrize(
    "given",
    [
        "", "a", "a=", "A=1", "a=1,a=2", "a=b=c", "1a=1", "a=\x7f", "a=caf\u00e9", "a" * 257 + "=1", "a=" + "b" * 257,
        ",".join(f"k{number}=1" for number in range(33)),
    ],
)  # fmt: skip
def test_a_list_that_breaks_a_rule_is_dropped_whole(given: str) -> None:
    assert read_tracestate(given) == ""


def test_a_list_that_is_too_long_loses_its_long_members_first_and_then_its_last() -> None:
    long = "long=" + "x" * 200
    short = [f"k{number}=" + "y" * 100 for number in range(5)]
    kept = read_tracestate(",".join([long, *short]))
    assert kept == ",".join(short[:4])
    assert len(kept) <= STATE_CHARACTERS_MAX
