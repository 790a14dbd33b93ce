"""The commands beside `make run`: each for a shop that runs, and for one that does not."""

from pathlib import Path

import pytest

from tests.support.folders import entered_by_all
from tests.support.shop.running_shop import RunningShop, StartShop

PASSWORD = "correct horse battery staple"


@pytest.fixture
def closed(tmp_path: Path) -> RunningShop:
    """A shop that was never opened."""
    return RunningShop(entered_by_all(tmp_path))


class TestDemo:
    def test_shops_and_reports_it(self, shop: RunningShop) -> None:
        for number in range(3):
            shop.sells(f"DEMO-{number}", on_hand=5)
        result = shop.command("local.shopping")
        assert result.returncode == 0, result.stderr
        for word in ("registers", "confirmed", "card declined", "cancelled", "payment voided", shop.run["mails"]):
            assert word in result.stdout

    def test_says_how_to_open_a_shop_where_none_is(self, closed: RunningShop) -> None:
        result = closed.command("local.shopping")
        assert result.returncode == 1
        assert "make run" in result.stderr


class TestAdmin:
    @staticmethod
    def role(shop: RunningShop, email: str) -> str:
        with shop.client() as client:
            session = client.post("/api/sessions", json={"email": email, "password": PASSWORD})
            assert session.status_code == 201, session.text
            bearer = {"authorization": f"Bearer {session.json()['access_token']}"}
            return str(client.get("/api/me", headers=bearer).json()["role"])

    def test_makes_an_administrator_while_the_shop_runs(self, shop: RunningShop) -> None:
        result = shop.command("local.admin", "boss@example.org", typed=f"{PASSWORD}\n")
        assert result.returncode == 0, result.stderr
        assert PASSWORD not in result.stdout + result.stderr
        assert self.role(shop, "boss@example.org") == "admin"

    def test_makes_an_administrator_while_it_does_not(self, closed: RunningShop, start_shop: StartShop) -> None:
        result = closed.command("local.admin", "boss@example.org", typed=f"{PASSWORD}\n")
        assert result.returncode == 0, result.stderr
        with start_shop(closed.home) as shop:
            assert self.role(shop, "boss@example.org") == "admin"

    @pytest.mark.parametrize(
        ("email", "password"),
        [("", PASSWORD), ("boss", PASSWORD), ("b@example.org", "short"), ("b@example.org", "password123")],
    )
    def test_refuses_what_no_login_is_made_of(self, shop: RunningShop, email: str, password: str) -> None:
        assert shop.command("local.admin", email, typed=f"{password}\n").returncode == 1


class TestRotateKeys:
    def test_publishes_a_new_key_and_ends_no_session(self, shop: RunningShop) -> None:
        with shop.client("shopper") as shopper:
            before = shopper.get("/.well-known/jwks.json").json()["keys"]
            assert shop.command("local.rotate_keys").returncode == 0
            after = shopper.get("/.well-known/jwks.json").json()["keys"]
            assert len(after) == len(before) + 1
            assert shopper.get("/api/me").status_code == 200


class TestCleanData:
    def test_removes_nothing_while_the_shop_runs(self, shop: RunningShop) -> None:
        result = shop.command("local.clean_data", typed="yes\n")
        assert result.returncode == 1
        assert "already running" in result.stderr

    def test_removes_everything_when_confirmed(self, closed: RunningShop, start_shop: StartShop) -> None:
        with start_shop(closed.home) as shop:
            shop.sells("GONE-1", on_hand=1)
        assert closed.command("local.clean_data", typed="no\n").returncode == 1
        assert (closed.home / "postgres" / "data").exists()
        assert closed.command("local.clean_data", typed="yes\n").returncode == 0
        assert not (closed.home / "postgres").exists()
        with start_shop(closed.home) as shop:
            assert shop.query("SELECT count(*) FROM catalog.variants WHERE sku = 'GONE-1'") == [(0,)]
