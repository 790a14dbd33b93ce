from datetime import UTC, datetime
from pathlib import Path

import pytest

from functions.identity.accounts.passwords import Passwords
from tests.support.operations.accounts import (
    first_token,
    keys_at,
    registered,
)
from tests.support.operations.shop import Shop


@pytest.fixture
def shop(shop: Shop, tmp_path: Path) -> Shop:
    # A trigger revokes what a deleted session could still do, by the database's clock (db/migrations, 0013).
    shop.now = datetime.now(UTC).replace(microsecond=0)
    shop.parts["token_keys"] = keys_at(tmp_path, shop.now)
    return shop


@pytest.fixture
def concurrent_shop(concurrent_shop: Shop, tmp_path: Path) -> Shop:
    concurrent_shop.parts["token_keys"] = keys_at(tmp_path, concurrent_shop.now)
    return concurrent_shop


@pytest.fixture
def quick_passwords(shop: Shop) -> None:
    """For tests that are not about passwords: hashes that cost next to nothing."""
    shop.parts["passwords"] = Passwords(time_cost=1, memory_kibibytes=64)


@pytest.fixture
def token(shop: Shop) -> str:
    """The first refresh token of a shopper who has just logged in."""
    registered(shop)
    return first_token(shop)
