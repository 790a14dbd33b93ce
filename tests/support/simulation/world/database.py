"""The database of a simulated shop: emptied before each walk, with goods on the shelf."""

from sqlalchemy import Engine

from db.models.inventory import StockPolicy
from tests.support.factories import PRICE_MINOR
from tests.support.postgres import empty_tables

# What is for sale, and how many of it: little, so that orders compete for it.
SHELF = {"MUG": 4, "CUP": 2, "JAR": 7, "JUG": 1, "PIN": 0}
# A voucher that orders compete for as well, and what it takes off.
VOUCHER, VOUCHER_USES, VOUCHER_MINOR = "FEW", 2, 1_00
# How goods are stocked that are not only sold while they are there.
POLICIES: dict[str, StockPolicy] = {"JUG": "backorder", "PIN": "untracked"}


def opened(engine: Engine) -> None:
    """Deletes everything, puts the goods on the shelf, and makes the voucher."""
    empty_tables(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(";".join([*(_goods(sku, on_hand) for sku, on_hand in SHELF.items()), _voucher()]))


def _voucher() -> str:
    return f"""
        INSERT INTO promotions.promotions (id, code, names, kind, amount_minor, uses_max, valid_from, created_at)
        VALUES (md5('{VOUCHER}')::uuid, '{VOUCHER}', '{{"en": "Off", "fr": "Remise"}}', 'fixed_amount',
            {VOUCHER_MINOR}, {VOUCHER_USES}, '2020-01-01Z', '2020-01-01Z')"""


def _goods(sku: str, on_hand: int) -> str:
    handle = sku.lower()
    return f"""
        WITH product AS (
            INSERT INTO catalog.products (id, handle, title, description, vendor, product_type, category, tags,
                option_names, state, price_from_minor, merchant_columns, created_at, updated_at)
            VALUES (md5('{sku}')::uuid, '{handle}', '{sku}', '', '', 'Mug', 'kitchen', '{{}}', '{{}}', 'published',
                {PRICE_MINOR}, '{{}}', '2026-11-01Z', '2026-11-01Z')
            RETURNING id
        ), variant AS (
            INSERT INTO catalog.variants (sku, product_id, position, option_values, price_minor, currency, grams,
                barcode, merchant_columns)
            SELECT '{sku}', id, 1, '{{}}', {PRICE_MINOR}, 'EUR', 300, '', '{{}}' FROM product
        ), movement AS (
            INSERT INTO inventory.movements (id, sku, quantity, kind, parameters, actor, at)
            VALUES (md5('{sku}')::uuid, '{sku}', {on_hand}, 'adjusted', '{{}}', 'staff', '2026-11-01Z')
        )
        INSERT INTO inventory.stock (sku, on_hand, reserved, policy)
        VALUES ('{sku}', {on_hand}, 0, '{POLICIES.get(sku, "tracked")}')"""
