"""The first administrator is made by a command, with a password that stands in no argument and no file.

On a cluster a Job makes the account, and its owner sets the password by a link.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from local.host.operations import ROOT
from tests.support.operations.account_mails import newest_token, requested_mails
from tests.support.operations.accounts import EMAIL, account_of, log_in, register, verified
from tests.support.operations.shop import Shop

ADMINS = "an administrator's password"


def run(engine: Engine, *command: str, typed: str = "", **environ: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": engine.url.render_as_string(hide_password=False), **environ},
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def make_admin(engine: Engine, home: Path, email: str, password: str) -> "subprocess.CompletedProcess[str]":
    return run(engine, "local.admin", email, typed=f"{password}\n", CLOUDSHOP_HOME=str(home))


def invite_admin(engine: Engine, email: str) -> "subprocess.CompletedProcess[str]":
    """As the Job of `make admin WHERE=cluster` does it; the relay is nowhere, as when the cluster is busy."""
    nowhere = "http://127.0.0.1:9/{operation}"
    return run(engine, "functions.identity.accounts.administrator", EMAIL=email, FUNCTION_URL=nowhere)


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


class TestInvitingAnAdministrator:
    def test_mails_a_link_by_which_they_set_their_password(self, concurrent_shop: Shop, engine: Engine) -> None:
        invited = invite_admin(engine, EMAIL)
        assert invited.returncode == 0, invited.stderr
        assert requested_mails(concurrent_shop) == [("reset-password", EMAIL)]
        choice = {"token": newest_token(concurrent_shop), "new_password": ADMINS}
        assert concurrent_shop.call("reset-password", choice, method="PUT").status_code == 204
        opened = log_in(concurrent_shop, password=ADMINS)
        assert verified(concurrent_shop, opened.json["access_token"]).claims["role"] == "admin"

    def test_whoever_registered_the_address_before_cannot_log_in(self, concurrent_shop: Shop, engine: Engine) -> None:
        register(concurrent_shop)
        invited = invite_admin(engine, EMAIL)
        assert invited.returncode == 0, invited.stderr
        assert EMAIL not in invited.stdout + invited.stderr, "the logs of a cluster hold no addresses"
        assert log_in(concurrent_shop).status_code == 401

    def test_refuses_what_is_no_address(self, concurrent_shop: Shop, engine: Engine) -> None:
        refused = invite_admin(engine, "no address")
        assert refused.returncode == 1
        assert "EMAIL must be an address" in refused.stdout + refused.stderr
        assert requested_mails(concurrent_shop) == []
