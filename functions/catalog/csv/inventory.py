"""Reads how a variant is stocked: the quantity counted, and whether it is tracked or may be sold beyond it."""

from eventing.codes import StockPolicy
from functions.catalog.csv.amounts import QUANTITY_MAX, integer, quoted
from functions.catalog.csv.formats.shopify import POLICY, QUANTITY, TRACKER
from functions.catalog.csv.reader.problems import Problems, Row

_CONTINUE = frozenset({"continue", "true", "yes"})
_DENY = frozenset({"", "deny", "false", "no"})


def quantity(row: Row, problems: Problems) -> int | None:
    """The counted quantity; None for an empty cell, which leaves stock unchanged."""
    counted = problems.read(row, QUANTITY, integer, None)
    if counted is not None and counted < 0:
        problems.warn(row.line, QUANTITY, f"is {counted}, more sold than there was; read as 0")
        return 0
    if counted is not None and counted > QUANTITY_MAX:
        problems.warn(row.line, QUANTITY, f"is more than {QUANTITY_MAX}; read as {QUANTITY_MAX}")
        return QUANTITY_MAX
    return counted


def policy(row: Row, problems: Problems) -> StockPolicy | None:
    """The stock policy. As in Shopify, a variant without a tracker is always available. None if the file has neither
    column.
    """
    if row.cells.keys().isdisjoint({TRACKER, POLICY}):
        return None
    if TRACKER in row.cells and not row[TRACKER]:
        return "untracked"
    return "backorder" if problems.read_or_warn(row, POLICY, _sells_beyond_stock, False) else "tracked"


def _sells_beyond_stock(cell: str) -> bool:
    if cell.lower() not in _CONTINUE | _DENY:
        raise ValueError(f"must be continue or deny, not {quoted(cell)}; read as deny")
    return cell.lower() in _CONTINUE
