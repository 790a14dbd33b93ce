"""Reads log lines from the store; `python -m observability.logs.reading QUERY` prints them, one JSON object a line.

On a cluster, it runs in the exporter's pod, which can reach the store; the store also has the lines of ended pods.
"""

import json
import os
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterable
from typing import Any

from observability.logs.query import LogQuery

STORE = "http://log-store.monitoring:9428"
ANSWER_SECONDS = 30
Line = dict[str, Any]


def read_lines(store: str, query: LogQuery) -> list[Line]:
    """The newest lines, in order of time; raises OSError if the store does not answer."""
    form = urllib.parse.urlencode({"query": query.logsql()}).encode()
    with urllib.request.urlopen(f"{store}/select/logsql/query", form, ANSWER_SECONDS) as answer:  # noqa: S310
        return lines_of(answer)


def lines_of(stored: Iterable[bytes]) -> list[Line]:
    """The lines of an answer, which has the newest first, perhaps twice: a new collector resends what is on its
    node.
    """
    distinct = dict.fromkeys(stored)
    return [_line(json.loads(each)) for each in reversed(distinct)]


def _line(stored: dict[str, str]) -> Line:
    """The line as its function wrote it; lines of other programs get the same members."""
    text = stored["_msg"]
    try:
        line = json.loads(text)
    except ValueError:
        line = None
    if not isinstance(line, dict) or not line.keys() >= {"time", "level", "message"}:
        line = {"time": stored["_time"], "level": "info", "message": text}
    return {**line, "pod": stored.get("k8s.pod.name", "")}


def main() -> None:
    for line in read_lines(os.environ.get("LOG_STORE_URL", STORE), LogQuery.parsed(sys.argv[1])):
        print(json.dumps(line))


if __name__ == "__main__":
    main()
