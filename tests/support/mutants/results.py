"""Keeps results, so that an interrupted campaign continues, and writes them down as a page."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from tests.support.mutants.mutant import ROOT, Mutant
from tests.support.mutants.trial import Result

KEPT = ROOT / ".local/mutants.jsonl"
PAGE = ROOT / "benchmarks/reports/mutants.md"

_INTRODUCTION = """# Mutants

Each row is a defect that `make mutants` put into the code, alone, and the first test that failed. How it works, and how
to add one: `tests/mutants/README.md`.
"""


def digest(mutant: Mutant) -> str:
    """Changes with the mutant, its module and its tests; a result is valid for one digest."""
    modules = [ROOT / test.partition("::")[0] for test in mutant.tests]
    files = [path for module in modules for path in (sorted(module.rglob("*.py")) if module.is_dir() else [module])]
    parts = [repr(mutant), (ROOT / mutant.path).read_text(), *(path.read_text() for path in files)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def kept(path: Path = KEPT) -> dict[str, Result]:
    """The results of earlier runs, by digest."""
    rows = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    return {row.pop("digest"): Result(**row) for row in rows}


def keep(mutant: Mutant, result: Result, path: Path = KEPT) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(json.dumps({"digest": digest(mutant), **asdict(result)}) + "\n")


def page(mutants: Sequence[Mutant], known: Mapping[str, Result]) -> str:
    """The page of all mutants; those that were not tried in their present form are said to be so."""
    results = {mutant: known.get(digest(mutant)) for mutant in mutants}
    counts = Counter(_verdict(mutant, result) for mutant, result in results.items())
    summary = ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items()))
    tables = [_table(domain, results) for domain in sorted({mutant.domain for mutant in mutants})]
    return "\n".join([_INTRODUCTION, f"{len(mutants)} mutants: {summary}.\n", *tables])


def _verdict(mutant: Mutant, result: Result | None) -> str:
    if result is None:
        return "not tried since they or their tests were changed"
    return "equivalent" if mutant.equivalent else result.verdict


def _table(domain: str, results: Mapping[Mutant, Result | None]) -> str:
    own = [(mutant, result) for mutant, result in results.items() if mutant.domain == domain]
    rows = [f"| {mutant.breaks} | {_outcome(mutant, result)} |" for mutant, result in own]
    return "\n".join([f"## {domain.capitalize()}\n", "| defect | caught by |", "|---|---|", *rows, ""])


def _outcome(mutant: Mutant, result: Result | None) -> str:
    if result is None:
        return "not tried since a change"
    if mutant.equivalent:
        return f"equivalent: {mutant.equivalent}"
    return "**nothing**" if result.verdict == "survived" else f"`{result.caught_by.removeprefix('tests/')}`"
