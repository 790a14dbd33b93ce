"""Reads the evidence from the metrics exporter: the answers of each revision, and the state of the shop."""

import json
import urllib.request
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from rollouts.rules.evidence import Answers, ShopState

TIMEOUT_SECONDS = 4
STARTS = "cloudshop_revision_start_seconds"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Answers by revision; a revision that has not answered anything is missing."""

    revisions: dict[str, Answers]
    shop: ShopState

    def of(self, revision: str) -> Answers:
        return self.revisions.get(revision, Answers())


def read_evidence(url: str) -> Evidence | None:
    """The present evidence; None if it is incomplete, because the exporter or the shop's database is away."""
    try:
        with urllib.request.urlopen(f"{url}/revisions", timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - ours
            return parsed(json.load(response))
    except OSError:
        return None


def parsed(found: Any) -> Evidence | None:
    samples = found["samples"]
    up = {labels[0] for name, labels, value in samples if name == "cloudshop_source_up" and value}
    if not {"invariants", "shop"} <= up:
        return None
    rows: defaultdict[str, list[Any]] = defaultdict(list)
    for row in found["sums"]:
        rows[row[1][1]].append(row)
    violations = {labels[0]: int(value) for name, labels, value in samples if name == "cloudshop_invariant_violations"}
    overdue = sum(int(value) for name, _, value in samples if name == "cloudshop_orders_overdue")
    return Evidence({name: _answers(each) for name, each in rows.items()}, ShopState(violations, overdue))


def _answers(rows: list[Any]) -> Answers:
    errors = refusals = 0
    durations: list[int] = []
    starts: list[int] = []
    for name, labels, numbers in rows:
        counts = [round(number) for number in numbers[:-1]]
        if name == STARTS:
            starts = counts
        else:
            durations = [a + b for a, b in zip(durations or [0] * len(counts), counts, strict=True)]
            errors += sum(counts) if labels[2] == "5xx" else 0
            refusals += sum(counts) if labels[2] == "4xx" else 0
    return Answers(errors, refusals, tuple(durations), tuple(starts))
