"""What is asked of the log store, and how its lines are read."""

import json
from datetime import UTC, datetime

import pytest

from observability.logs.query import LogQuery
from observability.logs.reading import lines_of

SINCE = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)


def stored(at: str, text: str) -> bytes:
    return json.dumps({"_time": at, "_msg": text, "k8s.pod.name": "place-order-00001-deployment-7f-x2"}).encode()


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (LogQuery(SINCE), '_time:>="2026-11-28T09:30:00Z"'),
        (LogQuery(SINCE, ("CS-1", "t2")), '_time:>="2026-11-28T09:30:00Z" ("CS-1" OR "t2")'),
        (
            LogQuery(SINCE, (), "place-order"),
            '_time:>="2026-11-28T09:30:00Z" {"k8s.pod.name"=~"place\\\\-order-[0-9]+-deployment-.+"}',
        ),
        # A text cannot become a part of the question.
        (LogQuery(SINCE, ('" OR "',)), '_time:>="2026-11-28T09:30:00Z" ("\\" OR \\"")'),
    ],
)
def test_a_query_asks_for_the_newest_lines(query: LogQuery, asked: str) -> None:
    assert query.logsql().startswith(f"{asked} | fields ")
    assert query.logsql().endswith("| sort by (_time desc) limit 5000")
    assert LogQuery.parsed(str(query)) == query


def test_lines_are_as_their_functions_wrote_them_in_the_order_of_time() -> None:
    written = {"time": "2026-11-28T09:31:00+00:00", "level": "error", "message": "place_order", "status": 503}
    newest_first = [stored("2026-11-28T09:31:00Z", json.dumps(written)), stored("2026-11-28T09:30:00Z", "a database's")]
    first, second = lines_of(newest_first)
    assert (first["time"], first["level"], first["message"]) == ("2026-11-28T09:30:00Z", "info", "a database's")
    assert second == {**written, "pod": "place-order-00001-deployment-7f-x2"}


def test_a_line_that_was_sent_twice_is_shown_once() -> None:
    assert len(lines_of([stored("2026-11-28T09:30:00Z", "started")] * 2)) == 1


@pytest.mark.parametrize("text", ["[1]", "null", "{}", '{"message": "of a library"}'])
def test_json_that_is_no_line_of_the_shop_is_text(text: str) -> None:
    assert [line["message"] for line in lines_of([stored("2026-11-28T09:30:00Z", text)])] == [text]
