"""Checks that no two variants share their options or SKU; imports and staff's input use the same rule."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from functions.catalog.store.product_record import ProductRecord


@dataclass(frozen=True, slots=True)
class StructureProblem:
    """A contradiction in a product; `variant` and `same_as` are indexes in the product's list of variants."""

    field: str
    text: str
    variant: int | None = None
    same_as: int | None = None


def structure_problems(record: ProductRecord) -> Iterator[StructureProblem]:
    """Everything that is wrong with the product's options and variants."""
    for _, name in _repeated(name.casefold() for name in record.option_names):
        yield StructureProblem("option_names", f"has the name {record.option_names[name]} twice")
    for number, variant in enumerate(record.variants):
        if len(variant.option_values) != len(record.option_names):
            missing = f"must have one value for each of {list(record.option_names)}"
            yield StructureProblem("option_values", missing, number)
    for first, number in _repeated(tuple(map(str.casefold, each.option_values)) for each in record.variants):
        options = " / ".join(record.variants[number].option_values)
        yield StructureProblem("option_values", f"are the same as another variant's: {options}", number, first)
    for first, number in _repeated(record.skus):
        yield StructureProblem("sku", f"{record.skus[number]} is also another variant's", number, first)


def _repeated(things: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """Pairs of indexes for each value that occurred before: of its first occurrence, and its own."""
    seen: dict[Hashable, int] = {}
    for place, thing in enumerate(things):
        if (first := seen.setdefault(thing, place)) != place:
            yield first, place
