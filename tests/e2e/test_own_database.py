"""A PostgreSQL that the user has is used where it is named."""

from pathlib import Path

import psycopg
import pytest

from local.postgres.postgres import Postgres
from tests.support.shop.running_shop import RunningShop, StartShop


class TestOwnDatabase:
    def test_is_used_in_place_of_the_embedded_one(
        self, start_shop: StartShop, tmp_path: Path, postgres: Postgres
    ) -> None:
        own = postgres.url.replace("+psycopg", "").replace("/cloudshop", "/own")
        with psycopg.connect(own.replace("/own", "/postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE own")
        with start_shop(tmp_path, DATABASE_URL=own) as shop:
            assert not (tmp_path / "postgres").exists()
            with shop.client("shopper") as shopper:
                assert shopper.get("/api/me").json()["role"] == "shopper"
            with psycopg.connect(own) as connection:
                found = connection.execute("SELECT count(*) FROM catalog.products").fetchone()
        assert found is not None
        assert found[0] >= 60

    def test_that_does_not_answer_is_said_without_its_password(self, tmp_path: Path) -> None:
        shop = RunningShop(tmp_path, {"DATABASE_URL": "postgresql://me:hush-hush@127.0.0.1:1/shop"})
        with pytest.raises(AssertionError, match="does not respond") as failure:
            shop.start()
        assert "hush-hush" not in str(failure.value)
