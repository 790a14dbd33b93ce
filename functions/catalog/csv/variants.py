"""Reads the variants and images in the rows of one product."""

from dataclasses import dataclass

from functions.catalog import rules
from functions.catalog.csv import amounts, cells
from functions.catalog.csv.columns import BOOLEANS, OF_VARIANT, OPTION_NAMES, OPTION_VALUES, QUANTITY, READ_COLUMNS
from functions.catalog.csv.problems import Problems, Row
from functions.catalog.store.product_record import GRAMS, VARIANT_IMAGE, Columns, ImageRecord, VariantRecord


@dataclass(frozen=True, slots=True)
class ReadVariant:
    line: int
    record: VariantRecord
    counted: int | None


def other_columns(row: Row) -> dict[str, str]:
    """The row's filled columns that the shop does not read, unchanged."""
    return {column: cell for column, cell in row.cells.items() if cell and column not in READ_COLUMNS}


def variant_rows(rows: list[Row]) -> list[Row]:
    return [rows[0], *(row for row in rows[1:] if row.has_any(*OF_VARIANT))]


def variant_columns(rows: list[Row]) -> frozenset[str]:
    """The other columns that belong to a variant: by their name, or because a later variant has them too."""
    later = {column for row in variant_rows(rows)[1:] for column in other_columns(row)}
    return frozenset(later | {column for column in rows[0].cells if column.startswith("Variant ")})


def option_names(rows: list[Row], problems: Problems) -> tuple[str, ...]:
    """The names of the options; empty for Shopify's placeholder of a product without options."""
    first, found = rows[0], variant_rows(rows)
    names = [problems.read(first, column, cells.text, "") for column in OPTION_NAMES]
    filled = tuple(name for name in names if name)
    if tuple(names[: len(filled)]) != filled:
        problems.add(first.line, OPTION_NAMES[names.index("")], "is empty, but a later option has a name")
    if rules.first_duplicate([name.casefold() for name in filled]):
        problems.add(first.line, OPTION_NAMES[0], "is the name of another option too")
    placeholder = (rules.NO_OPTION_NAME,), rules.NO_OPTION_VALUE
    return () if len(found) == 1 and (filled, first[OPTION_VALUES[0]]) == placeholder else filled


def variants(rows: list[Row], handle: str, names: tuple[str, ...], problems: Problems) -> list[ReadVariant]:
    own, found = variant_columns(rows), variant_rows(rows)
    if len(found) > rules.VARIANTS_MAX:
        problems.add(found[rules.VARIANTS_MAX].line, "Handle", f"has more than {rules.VARIANTS_MAX} variants")
    read = [_variant(row, handle, names, own if row is rows[0] else None, problems) for row in found]
    combinations: dict[tuple[str, ...], int] = {}
    for variant in read:
        line = combinations.setdefault(tuple(map(str.casefold, variant.record.option_values)), variant.line)
        if line != variant.line:
            problems.add(variant.line, OPTION_VALUES[0], f"has the same options as line {line}")
    return read


def _variant(
    row: Row, handle: str, names: tuple[str, ...], own: frozenset[str] | None, problems: Problems
) -> ReadVariant:
    values = _option_values(row, names, problems)
    grams = problems.read(row, GRAMS, amounts.grams, 0)
    record = VariantRecord(
        sku=problems.read(row, "Variant SKU", cells.sku, "") or rules.generated_sku(handle, values),
        option_values=values,
        price_minor=problems.read(row, "Variant Price", amounts.price, 0),
        compare_at_price_minor=problems.read(row, "Variant Compare At Price", amounts.price_or_none, None),
        grams=grams,
        barcode=problems.read(row, "Variant Barcode", cells.text, ""),
        merchant_columns=_merchant_columns(row, own, grams),
    )
    _check_unread(row, problems)
    return ReadVariant(row.line, record, problems.read(row, QUANTITY, amounts.quantity, None))


def _option_values(row: Row, names: tuple[str, ...], problems: Problems) -> tuple[str, ...]:
    for column in OPTION_VALUES[len(names) :]:
        is_placeholder = column == OPTION_VALUES[0] and row[column] == rules.NO_OPTION_VALUE
        if row[column] and not is_placeholder:
            problems.add(row.line, column, "has a value, but the product has no such option")
    return tuple(problems.read(row, column, cells.required, "") for column in OPTION_VALUES[: len(names)])


def _merchant_columns(row: Row, own: frozenset[str] | None, grams: int) -> Columns:
    kept = {column: cell for column, cell in other_columns(row).items() if own is None or column in own}
    return kept if row[GRAMS] in {"", str(grams)} else {**kept, GRAMS: row[GRAMS]}


def _check_unread(row: Row, problems: Problems) -> None:
    for column in BOOLEANS:
        if row[column]:
            problems.read(row, column, cells.boolean, False)
    if row[VARIANT_IMAGE]:
        problems.read(row, VARIANT_IMAGE, cells.picture_url, "")


def images(rows: list[Row], problems: Problems) -> tuple[ImageRecord, ...]:
    read: dict[int, ImageRecord] = {}
    holders = variant_rows(rows)
    for row in rows:
        if row.has_any("Image Position", "Image Alt Text") and not row["Image Src"]:
            problems.add(row.line, "Image Src", "is missing")
        if row["Image Src"]:
            image = _image(row, max(read, default=0) + 1, {} if row in holders else other_columns(row), problems)
            if read.setdefault(image.position, image) is not image:
                problems.add(row.line, "Image Position", f"{image.position} is used twice")
    if len(read) > rules.IMAGES_MAX:
        problems.add(rows[0].line, "Handle", f"has more than {rules.IMAGES_MAX} images")
    return tuple(read[position] for position in sorted(read))


def _image(row: Row, next_position: int, kept: Columns, problems: Problems) -> ImageRecord:
    return ImageRecord(
        position=problems.read(row, "Image Position", amounts.position, None) or next_position,
        url=problems.read(row, "Image Src", cells.picture_url, ""),
        alternative_text=problems.read(row, "Image Alt Text", cells.alternative_text, ""),
        merchant_columns=kept,
    )
