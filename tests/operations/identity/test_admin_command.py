"""The first administrator is made by a command, with a password that stands in no argument and no file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from local.host.operations import ROOT
from tests.support.operations.accounts import EMAIL, account_of, log_in, register, verified
from tests.support.operations.shop import Shop

ADMINS = "an administrator's password"


def make_admin(engine: Engine, home: Path, email: str, password: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "local.admin", email],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": engine.url.render_as_string(hide_password=False),
            "CLOUDSHOP_HOME": str(home),
        },
        input=f"{password}\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class TestMakingAnAdministrator:
    def test_lets_them_log_in_as_one(self, concurrent_shop: Shop, engine: Engine, tmp_path: Path) -> None:
        made = make_admin(engine, tmp_path, EMAIL, ADMINS)
        assert made.returncode == 0, made.stderr
        assert ADMINS not in made.stdout + made.stderr
        opened = log_in(concurrent_shop, password=ADMINS)
        assert verified(concurrent_shop, opened.json["access_token"]).claims["role"] == "admin"

    @pytest.mark.parametrize(
        ("email", "password"),
        [(EMAIL, "password"), (EMAIL, "short"), ("no address", ADMINS)],
    )
    def test_refuses_what_registration_would_and_changes_nothing(
        self, concurrent_shop: Shop, engine: Engine, tmp_path: Path, email: str, password: str
    ) -> None:
        register(concurrent_shop)
        refused = make_admin(engine, tmp_path, email, password)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "Traceback" not in refused.stderr
        assert account_of(concurrent_shop).role == "shopper"
        assert log_in(concurrent_shop).status_code == 201
