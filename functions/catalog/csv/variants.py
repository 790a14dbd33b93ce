"""Reads the variants in the rows of one product."""

from dataclasses import dataclass

from eventing.codes import StockPolicy
from functions.catalog import rules
from functions.catalog.csv import amounts, cells, inventory
from functions.catalog.csv.formats.shopify import (
    BARCODE,
    BOOLEANS,
    COMPARE_AT,
    OF_VARIANT,
    OPTION_NAMES,
    OPTION_VALUES,
    PRICE,
    READ_COLUMNS,
    SKU,
)
from functions.catalog.csv.reader.problems import Problems, Row
from functions.catalog.store.product_record import GRAMS, VARIANT_IMAGE, Columns, VariantRecord
from functions.runtime.fields import VARIANTS_MAX


@dataclass(frozen=True, slots=True)
class ReadVariant:
    """A variant as a row describes it; `counted` and `policy` are None where the file has no such column or cell."""

    line: int
    record: VariantRecord
    has_price: bool
    counted: int | None
    policy: StockPolicy | None


def other_columns(row: Row) -> dict[str, str]:
    """The row's filled columns that the shop does not read, unchanged."""
    return {column: cell for column, cell in row.cells.items() if cell and column not in READ_COLUMNS}


def variant_rows(rows: list[Row]) -> list[Row]:
    return [rows[0], *(row for row in rows[1:] if row.has_any(*OF_VARIANT))]


def variant_columns(found: list[Row]) -> frozenset[str]:
    """The other columns that belong to a variant: by their name, or because a later variant has them too."""
    later = {column for row in found[1:] for column in other_columns(row)}
    return frozenset(later | {column for column in found[0].cells if column.startswith("Variant ")})


def option_names(found: list[Row], problems: Problems) -> tuple[str, ...]:
    """The names of the options; empty for Shopify's placeholder of a product without options."""
    first = found[0]
    names = [problems.read(first, column, cells.text, "") for column in OPTION_NAMES]
    if not any(names):
        names = _invented_names(found, problems)
    filled = tuple(name for name in names if name)
    if tuple(names[: len(filled)]) != filled:
        problems.add(first.line, OPTION_NAMES[names.index("")], "is empty, but a later option has a name")
    is_placeholder = filled == (rules.NO_OPTION_NAME,) and first[OPTION_VALUES[0]] in {"", rules.NO_OPTION_VALUE}
    has_values = OPTION_VALUES[0] in first.cells
    return filled if has_values and not (is_placeholder and len(found) == 1) else ()


def _invented_names(found: list[Row], problems: Problems) -> list[str]:
    """Makes up names for options of which the file has only values."""
    names = ["", "", ""]
    for number, column in enumerate(OPTION_VALUES):
        if any(row[column] not in {"", rules.NO_OPTION_VALUE} for row in found):
            names[number] = f"Option {number + 1}"
            problems.warn(found[0].line, OPTION_NAMES[number], f'is missing; the option is called "{names[number]}"')
    return names


def variants(found: list[Row], handle: str, names: tuple[str, ...], problems: Problems) -> list[ReadVariant]:
    """The variants of these rows, one for each row."""
    if len(found) > VARIANTS_MAX:
        problems.add(found[VARIANTS_MAX].line, "Handle", f"has more than {VARIANTS_MAX} variants")
    own = variant_columns(found)
    return [_variant(row, handle, names, own if row is found[0] else None, problems) for row in found]


def _variant(
    row: Row, handle: str, names: tuple[str, ...], own: frozenset[str] | None, problems: Problems
) -> ReadVariant:
    values = _option_values(row, names, problems)
    grams = problems.read(row, GRAMS, amounts.grams, 0)
    record = VariantRecord(
        sku=problems.read_or_warn(row, SKU, cells.sku, "") or rules.generated_sku(handle, values),
        option_values=values,
        price_minor=problems.read(row, PRICE, amounts.price_or_none, None) or 0,
        compare_at_price_minor=problems.read(row, COMPARE_AT, amounts.price_or_none, None),
        grams=grams,
        barcode=problems.read(row, BARCODE, cells.text, ""),
        merchant_columns=_merchant_columns(row, own, grams, problems),
    )
    counted, policy = inventory.quantity(row, problems), inventory.policy(row, problems)
    return ReadVariant(row.line, record, bool(row[PRICE]), counted, policy)


def _option_values(row: Row, names: tuple[str, ...], problems: Problems) -> tuple[str, ...]:
    for column in OPTION_VALUES[len(names) :]:
        is_placeholder = column == OPTION_VALUES[0] and row[column] == rules.NO_OPTION_VALUE
        if row[column] and not is_placeholder:
            problems.add(row.line, column, "has a value, but the product has no such option")
    return tuple(problems.read(row, column, cells.required, "") for column in OPTION_VALUES[: len(names)])


def _merchant_columns(row: Row, own: frozenset[str] | None, grams: int, problems: Problems) -> Columns:
    kept = {column: cell for column, cell in other_columns(row).items() if own is None or column in own}
    for column in BOOLEANS:
        if row[column]:
            problems.read_or_warn(row, column, cells.boolean, False)
    if row[VARIANT_IMAGE] and (url := problems.read_or_warn(row, VARIANT_IMAGE, cells.picture_url, "")) != kept.get(
        VARIANT_IMAGE
    ):
        kept[VARIANT_IMAGE] = url
    return kept if row[GRAMS] in {"", str(grams)} else {**kept, GRAMS: row[GRAMS]}
