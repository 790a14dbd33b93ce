"""Field types of products; they accept what an import accepts, so that every export can be imported."""

from typing import Annotated
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from functions.catalog import rules
from functions.catalog.store.texts import normal
from functions.runtime.fields import STOCK_MOVEMENT_MAX, VARIANTS_MAX, Plain, Sku


def _handle(text: str) -> str:
    handle = normalize("NFC", text)
    if not rules.is_handle(handle):
        raise ValueError("must be letters, digits, - and _")
    return handle


def _addressable(sku: str) -> str:
    if not rules.is_addressable(sku):
        raise ValueError("must have more than full stops: it is part of addresses")
    return sku


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _picture_url(text: str) -> str:
    if not rules.PICTURE_URL.fullmatch(text):
        raise ValueError("must begin with https://, http:// or /")
    return text


Handle = Annotated[str, StringConstraints(min_length=1, max_length=rules.HANDLE_MAX), AfterValidator(_handle)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=rules.TEXT_MAX), Plain]
Text = Annotated[str, StringConstraints(max_length=rules.TEXT_MAX), Plain]
Tag = Annotated[str, StringConstraints(min_length=1, max_length=rules.TEXT_MAX, pattern=r"^[^,]+$"), Plain]
Description = Annotated[str, StringConstraints(max_length=rules.DESCRIPTION_MAX), AfterValidator(normal)]
Price = Annotated[int, Field(ge=0, le=rules.PRICE_MINOR_MAX)]
# Of a new variant: any other SKU can be named in a path.
NewSku = Annotated[Sku, AfterValidator(_addressable), Field(json_schema_extra={"not": {"enum": [".", ".."]}})]
OptionNames = Annotated[list[Title], Field(max_length=rules.OPTIONS_MAX)]
Tags = Annotated[list[Tag], Field(max_length=rules.TAGS_MAX)]


OneLine = Annotated[str, StringConstraints(max_length=rules.ALTERNATIVE_TEXT_MAX), AfterValidator(_one_line), Plain]


class VariantInput(BaseModel):
    """The SKU is generated from the handle and the options if it is missing.

    `former_sku` names the variant whose SKU this replaces: it keeps what an import has said of it. `on_hand` is the
    stock of a variant that the product does not have yet, and changes nothing for others. Without `requires_shipping`,
    that stays as it is, and a new variant is shipped.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    sku: NewSku | None = None
    option_values: OptionNames = []
    price_minor: Price
    compare_at_price_minor: Price | None = None
    grams: int = Field(default=0, ge=0, le=rules.GRAMS_MAX)
    barcode: Text = ""
    requires_shipping: bool | None = None
    on_hand: int | None = Field(default=None, ge=0, le=STOCK_MOVEMENT_MAX)
    former_sku: Sku | None = None


class ImageInput(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    url: Annotated[str, StringConstraints(max_length=2000), AfterValidator(_picture_url)]
    alternative_text: OneLine = ""
    # The variants whose picture it is; null leaves that as it is.
    skus: Annotated[list[Sku], Field(max_length=VARIANTS_MAX)] | None = None


Variants = Annotated[list[VariantInput], Field(min_length=1, max_length=VARIANTS_MAX)]
Images = Annotated[list[ImageInput], Field(max_length=rules.IMAGES_MAX)]
