"""What the runbook says to an operator at three in the morning works as printed."""

import re

import pytest
from sqlalchemy import Engine, text

from codegen.operations import ROOT, routes, triggers

RUNBOOK = (ROOT / "docs/alerts.md").read_text()
STATEMENTS = re.findall(r"`(SELECT [^`]* FROM [^`]*)`", RUNBOOK)


def without_names(path: str) -> str:
    return re.sub(r"{\w+}", "{}", path)


def test_its_verbs_are_in_the_makefile() -> None:
    named = set(re.findall(r"`?make ([a-z-]+)", RUNBOOK))
    assert "status" in named
    assert named <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_its_paths_are_routes() -> None:
    named = {tuple(line.split(" ")) for line in re.findall(r"`((?:GET|POST) /api/[^`?]+)", RUNBOOK)}
    assert ("GET", "/api/staff/dead-letters") in named
    known = {(route["method"], without_names(route["path"])) for route in routes()}
    assert {(method, without_names(path)) for method, path in named} <= known


def test_its_triggers_are_there() -> None:
    named = set(re.findall(r"\b[a-z-]+-on-[a-z-]+", RUNBOOK))
    assert named
    assert named <= triggers().keys()


@pytest.mark.parametrize("statement", STATEMENTS)
def test_its_statements_run(statement: str, engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text(" ".join(statement.split()))).all()
