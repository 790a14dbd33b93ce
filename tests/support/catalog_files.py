"""Makes product files and pictures like a merchant's, and generates catalogs for property tests."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import normalize

from hypothesis import strategies as st

from functions.catalog import rules
from functions.catalog.csv.formats.shopify import NAMES
from functions.catalog.store.product_record import ImageRecord, ProductRecord, VariantRecord
from functions.catalog.store.texts import normal

COLUMNS = (
    *("Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published", "Option1 Name", "Option1 Value"),
    *("Variant SKU", "Variant Grams", "Variant Price", "Variant Compare At Price", "Variant Barcode"),
    *("Image Src", "Image Position", "Image Alt Text"),
    "Option2 Name",
    "Option2 Value",
    "Variant Inventory Qty",
    "SEO Title",
    "Status",
    "Gift Card",
    "Variant Image",
)


def a_file(*rows: Mapping[str, str], columns: Iterable[str] = COLUMNS) -> bytes:
    """The rows as CSV; a cell that a row does not give is empty."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def a_row(handle: str = "tea-pot", **cells: str) -> dict[str, str]:
    """The one row of a product without options; keywords name columns with _ for a space."""
    return {
        "Handle": handle,
        "Title": "Tea Pot",
        "Vendor": "Kiln & Co",
        "Type": "Kitchen",
        "Tags": "tea, clay",
        "Published": "true",
        "Option1 Name": "Title",
        "Option1 Value": "Default Title",
        "Variant Grams": "800",
        "Variant Price": "34.50",
        "Variant Inventory Qty": "7",
        **named(cells),
    }


def a_variant_row(handle: str, **cells: str) -> dict[str, str]:
    return {"Handle": handle, "Variant Price": "34.50", "Variant Inventory Qty": "1", **named(cells)}


def named(cells: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", " "): cell for name, cell in cells.items()}


def composed(text: str) -> str:
    return normalize("NFC", text)


_letters = st.characters(exclude_categories=["Cs", "Cc"])
_words = st.text(_letters, min_size=1, max_size=12).map(composed).map(str.strip).filter(bool)
_texts = st.one_of(st.just(""), _words)
_cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12).map(
    composed
)
_columns = st.dictionaries(_words.filter(lambda name: " ".join(name.lower().split()) not in NAMES), _cells, max_size=2)
_tags = st.lists(_words.map(lambda tag: tag.replace(",", ";")), max_size=3, unique=True).map(tuple)
_urls = st.sampled_from(["/pictures/a.svg", "https://cdn.example/ü.jpg?v=1,2", "http://x.example/%20"])


@st.composite
def _images(draw: st.DrawFn) -> tuple[ImageRecord, ...]:
    positions = draw(st.sets(st.integers(1, 9999), max_size=3))
    alternative_texts = _texts.map(lambda text: " ".join(text.split()))
    return tuple(
        ImageRecord(position, draw(_urls), draw(alternative_texts), draw(_columns)) for position in sorted(positions)
    )


@st.composite
def _variants(draw: st.DrawFn, prefix: str, options: int) -> tuple[VariantRecord, ...]:
    values = st.lists(_words, min_size=options, max_size=options).map(tuple)
    combinations = draw(
        st.lists(
            values, min_size=1, max_size=4 if options else 1, unique_by=lambda them: tuple(map(str.casefold, them))
        )
    )
    prices = st.integers(0, rules.PRICE_MINOR_MAX)
    return tuple(
        VariantRecord(
            sku=f"{prefix}-{number}{draw(_texts)}".strip(),
            option_values=combination,
            price_minor=draw(prices),
            compare_at_price_minor=draw(st.none() | prices),
            grams=draw(st.integers(0, rules.GRAMS_MAX)),
            barcode=draw(_texts),
            merchant_columns=draw(_columns),
        )
        for number, combination in enumerate(combinations)
    )


def handles() -> st.SearchStrategy[str]:
    """Handles in any script."""
    letters = st.characters(categories=["L", "M", "Nd"]) | st.sampled_from("-_\u200d")
    return st.text(letters, min_size=1, max_size=20).map(composed).filter(rules.is_handle)


@st.composite
def _entry(draw: st.DrawFn, number: int) -> ProductRecord:
    handle = f"{number}{draw(handles())}"
    names = draw(st.lists(_words, max_size=3, unique_by=str.casefold))
    return ProductRecord(
        handle=handle,
        title=draw(_words),
        description=normal(composed(draw(st.text(_letters | st.just("\n"), max_size=60)))),
        vendor=draw(_texts),
        product_type=draw(_texts),
        tags=draw(_tags),
        option_names=tuple(names),
        state=draw(st.sampled_from(["draft", "published", "archived"])),
        merchant_columns=draw(_columns),
        variants=draw(_variants(f"{number}", len(names))),
        images=draw(_images()),
    )


@st.composite
def catalogs(draw: st.DrawFn) -> list[ProductRecord]:
    """Up to four products that staff or an import could have made."""
    return [draw(_entry(number)) for number in range(draw(st.integers(1, 4)))]


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), mode: str = "RGB", **options: Any) -> bytes:
    """A picture that is red on its left and blue on its right."""
    # Imported here: few tests have pictures.
    from PIL import Image

    image = Image.new(mode, size, (200, 30, 30, 128)[: len(mode)])
    image.paste((20, 40, 200, 255)[: len(mode)], (size[0] // 2, 0, *size))
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()
