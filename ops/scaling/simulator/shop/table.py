"""Reads the table of autoscaling settings for the simulator."""

from collections.abc import Mapping

from ops.scaling import table
from ops.scaling.columns import PATHS, Row, written

__all__ = ["Row", "cells", "path", "rows"]


def path(overlay: str) -> str:
    return f"knative/overlays/{overlay}/scaling.yaml"


def rows(text: str) -> Mapping[str, Row]:
    """The rows of the table; raises ValueError with one line for each problem."""
    found, problems = table.read(text)
    if problems:
        raise ValueError("\n".join(problems))
    return found


def cells(row: Row) -> dict[str, str]:
    """The cells by column, as an operator writes them."""
    return {column: written(column, getattr(row, column)) for column in PATHS}
