"""GET /api/shop — the shop's name, languages and currency, and rules for pages, such as limits.

They change only with a release or a setting, so every cache may store them.
"""

from functions.orders import rules
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.fields import (
    AVAILABLE_SHOWN_MAX,
    CATALOG_FILE_BYTES_MAX,
    PICTURE_BYTES_MAX,
    SHORT_TEXT_MAX,
    STOCK_MOVEMENT_MAX,
    VARIANTS_MAX,
)
from functions.runtime.http.caching import public
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.languages import Language
from functions.runtime.settings import NONE, settings


class ReadShopRules(Request):
    pass


class ShopRules(Reply):
    """The shop's name, the languages that it offers, the currency of all its amounts, and limits.

    `quantity_max` is of one SKU, `vouchers_max` of an order, `variants_max` of a product, `short_text_max` of
    characters in reasons, carriers and the like; stock of `available_shown_max` may also be more. Uploaded pictures may
    have `picture_bytes_max`; null if the shop takes none. The first of `languages` is the default.
    """

    name: str
    languages: tuple[Language, ...]
    currency: str
    return_period_days: int = rules.RETURN_PERIOD.days
    quantity_max: int = rules.QUANTITY_MAX
    lines_max: int = rules.LINES_MAX
    vouchers_max: int = rules.VOUCHERS_MAX
    available_shown_max: int = AVAILABLE_SHOWN_MAX
    short_text_max: int = SHORT_TEXT_MAX
    stock_movement_max: int = STOCK_MOVEMENT_MAX
    catalog_file_bytes_max: int = CATALOG_FILE_BYTES_MAX
    picture_bytes_max: int | None
    variants_max: int = VARIANTS_MAX


@http_operation(etag=True, cache_control=public(fresh_seconds=300))
def read_shop_rules(_query: ReadShopRules) -> ShopRules:
    known = settings()
    served = {"name": known.shop_name, "languages": known.languages, "currency": known.currency}
    largest = None if known.picture_store[0] == NONE else PICTURE_BYTES_MAX
    return ShopRules.model_validate({**served, "picture_bytes_max": largest})
