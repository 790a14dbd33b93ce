"""Cells of CSV files that spreadsheets open."""

# OWASP's list of what may begin a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def without_formula(cell: str) -> str:
    """The cell, in which an apostrophe keeps spreadsheets from taking it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
