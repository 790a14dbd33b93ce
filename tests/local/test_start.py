"""What is wrong before a start is said in words that help."""

import socket
from pathlib import Path

import pytest

from local.errors import HomeInUse, InvalidSetting, PortInUse
from local.home import Home
from local.host.ports import listening
from local.secrets import KEYS, PUBLIC, signing_keys
from local.settings import LocalSettings


class TestPorts:
    def test_a_taken_port_names_who_has_it_and_the_way_out(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            with pytest.raises(PortInUse, match=rf"{port}.*PORT={port + 1}"):
                listening("localhost", port, "PORT")

    def test_localhost_is_served_on_both_of_its_addresses_at_one_port(self) -> None:
        sockets = listening("localhost", 0, "PORT")
        try:
            assert len({bound.getsockname()[1] for bound in sockets}) == 1
        finally:
            for bound in sockets:
                bound.close()


class TestHome:
    def test_only_one_run_at_a_time_has_it(self, tmp_path: Path) -> None:
        home = Home(tmp_path)
        with home.locked():
            home.publish({"shop": "http://localhost:1"})
            with pytest.raises(HomeInUse, match="http://localhost:1"), Home(tmp_path).locked():
                pass
        with home.locked():
            pass

    def test_what_a_run_publishes_ends_with_it(self, tmp_path: Path) -> None:
        home = Home(tmp_path)
        assert home.running() is None
        with home.locked():
            home.publish({"shop": "http://localhost:1"})
            found = Home(tmp_path).running()
            assert found is not None
            assert found["shop"] == "http://localhost:1"
            assert (tmp_path / "run.json").stat().st_mode & 0o077 == 0
        assert home.running() is None

    def test_what_a_killed_run_left_is_not_taken_for_a_run(self, tmp_path: Path) -> None:
        (tmp_path / "claim").touch()
        (tmp_path / "run.json").write_text('{"shop": "http://localhost:1", "pid": 1}')
        assert Home(tmp_path).running() is None


class TestSecrets:
    def test_are_made_once_and_for_their_owner_only(self, tmp_path: Path) -> None:
        folder = tmp_path / "secrets"
        made = signing_keys(folder)
        assert signing_keys(folder) == made
        assert len(set(made.values())) == len(KEYS) + len(PUBLIC)
        assert [path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())] == [0] * (1 + len(KEYS))


class TestSettings:
    def test_a_database_of_the_user_is_used_with_the_shops_driver(self) -> None:
        given = LocalSettings.from_environment({"DATABASE_URL": "postgres://me:pw@db/shop"})
        assert given.database_url == "postgresql+psycopg://me:pw@db/shop"

    @pytest.mark.parametrize(
        "wrong", [{"PORT": "http"}, {"PORT": "65536"}, {"MAIL_PORT": "-1"}, {"DATABASE_URL": "mysql://x/y"}]
    )
    def test_what_cannot_be_used_is_named(self, wrong: dict[str, str]) -> None:
        (name,) = wrong
        with pytest.raises(InvalidSetting, match=name):
            LocalSettings.from_environment(wrong)

    def test_a_payment_provider_says_what_it_needs(self) -> None:
        LocalSettings.from_environment({"STRIPE_SECRET_KEY": "sk"})
        with pytest.raises(InvalidSetting, match="PAYMENT_PROVIDER=barter"):
            LocalSettings.from_environment({"PAYMENT_PROVIDER": "barter"})
        keys = {"STRIPE_SECRET_KEY": "sk", "STRIPE_PUBLISHABLE_KEY": "pk"}
        LocalSettings.from_environment({"PAYMENT_PROVIDER": "stripe", **keys})
        for name in keys:
            others = {each: value for each, value in keys.items() if each != name}
            with pytest.raises(InvalidSetting, match=f"stripe needs {name},"):
                LocalSettings.from_environment({"PAYMENT_PROVIDER": "stripe", **others})
        for name, value in {"STRIPE_WALLETS": "apple", "STRIPE_STORED_CARDS": "on"}.items():
            with pytest.raises(InvalidSetting, match=f"{name}={value} is none; it must be one of none, "):
                LocalSettings.from_environment({name: value})
