"""Writes queries of the log store in its language LogsQL (https://docs.victoriametrics.com/victorialogs/logsql/)."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

# Enough to read on a screen; an order has about a hundred lines.
LINES_MAX = 5_000


@dataclass(frozen=True, slots=True)
class LogQuery:
    """A query for lines since a time, filtered by the texts, of which a line has one, and by an operation's pods."""

    since: datetime
    containing: tuple[str, ...] = ()
    operation: str = ""

    @classmethod
    def parsed(cls, text: str) -> "LogQuery":
        values = json.loads(text)
        return cls(datetime.fromisoformat(values["since"]), tuple(values["containing"]), values["operation"])

    def __str__(self) -> str:
        return json.dumps({**asdict(self), "since": self.since.isoformat()})

    def logsql(self) -> str:
        """The query for the newest lines, newest first."""
        parts = [f'_time:>="{self.since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"']
        if self.operation:
            # Knative's pods: function, number of the revision, and what makes the pod's name unique.
            pods = f"{re.escape(self.operation)}-[0-9]+-deployment-.+"
            parts.append(f'{{"k8s.pod.name"=~{json.dumps(pods)}}}')
        if self.containing:
            parts.append(f"({' OR '.join(map(json.dumps, self.containing))})")
        return f"{' '.join(parts)} | fields _time, _msg, k8s.pod.name | sort by (_time desc) limit {LINES_MAX}"
