"""Reads the pictures in the rows of one product."""

from collections.abc import Iterator
from itertools import count

from functions.catalog import rules
from functions.catalog.csv import amounts, cells
from functions.catalog.csv.formats.shopify import ALTERNATIVE_TEXT, IMAGE, OF_IMAGE, POSITION
from functions.catalog.csv.reader.problems import Problems, Row
from functions.catalog.store.product_record import Columns, ImageRecord


def images(rows: list[Row], kept: dict[int, Columns], problems: Problems) -> tuple[ImageRecord, ...]:
    """The pictures by position; `kept` are, by line, the other columns of rows that have only a picture.

    A picture keeps a position that no other claims; the others get the free positions in the order of their rows.
    """
    found = [(row, url) for row in rows if (url := _url(row, problems)) is not None]
    if len(found) > rules.IMAGES_MAX:
        problems.add(found[rules.IMAGES_MAX][0].line, IMAGE, f"has more than {rules.IMAGES_MAX} images")
    claims = _claims([row for row, _ in found], problems)
    free = _free(set(claims.values()))
    read = [
        ImageRecord(
            position=claims.get(row.line) or next(free),
            url=url,
            alternative_text=problems.read_or_warn(row, ALTERNATIVE_TEXT, cells.alternative_text, ""),
            merchant_columns=kept.get(row.line, {}),
        )
        for row, url in found
    ]
    return tuple(sorted(read, key=lambda image: image.position))


def _url(row: Row, problems: Problems) -> str | None:
    if row[IMAGE]:
        return problems.read_or_warn(row, IMAGE, cells.picture_url, None)
    if row.has_any(*OF_IMAGE):
        problems.warn(row.line, ALTERNATIVE_TEXT, "describes a picture, but the row has none; it is left out")
    return None


def _claims(rows: list[Row], problems: Problems) -> dict[int, int]:
    """The positions that the file gives, by line."""
    lines: dict[int, int] = {}
    for row in rows:
        position = problems.read_or_warn(row, POSITION, amounts.position, None)
        if position is not None and lines.setdefault(position, row.line) != row.line:
            problems.warn(row.line, POSITION, f"{position} is also that of line {lines[position]}; the next free one")
    return {line: position for position, line in lines.items()}


def _free(taken: set[int]) -> Iterator[int]:
    return (position for position in count(1) if position not in taken)
