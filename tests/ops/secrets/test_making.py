"""The shop's secrets, sealed with the real kubeseal, and what a cluster makes of them."""

import json
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from db.rights import ROLES, TEST_ONLY
from functions.identity.keys.key_file import parse_keys
from functions.identity.rules import signing_key
from ops.secrets import external_secrets, generated_secrets, secret_templates, signing_keys
from ops.secrets.environments import environment
from ops.secrets.kubeseal import Sealer
from ops.secrets.sealed import MONITORING
from ops.secrets.store import Store
from tests.support.manifests.builds import built
from tests.support.sealing import NOW, Secrets, Unseal

STORE = {"BACKUP_STORE_ACCESS_KEY": "AKIA1", "BACKUP_STORE_SECRET_KEY": "s3-1"}
STRIPE = {"STRIPE_SECRET_KEY": "sk_1", "STRIPE_WEBHOOK_SECRETS": "whsec_1"}
GIVEN = {"SMTP_URL": "smtps://u:p@mail.example:465", **STORE, **STRIPE}


def named_in(manifest: Any) -> list[tuple[str, str]]:
    """Every Secret and key that the manifest cannot do without; of a whole folder the key is empty."""
    found = []
    if isinstance(manifest, dict):
        reference = manifest.get("secretKeyRef")
        if reference and not reference.get("optional"):
            found.append((reference["name"], reference["key"]))
        if "secretName" in manifest:
            found += [(manifest["secretName"], key) for key in keys_of(manifest)]
        for source in manifest.get("sources", []):
            secret = source.get("secret", {"name": "", "items": []})
            found += [(secret["name"], key) for key in keys_of(secret) if secret["name"]]
        found += [pair for value in manifest.values() for pair in named_in(value)]
    elif isinstance(manifest, list):
        found = [pair for value in manifest for pair in named_in(value)]
    return found


def keys_of(volume: Any) -> list[str]:
    return [item["key"] for item in volume.get("items", [])] or [""]


def missing(secrets: Secrets, *folders: str) -> set[tuple[str, str]]:
    wanted = {pair for folder in folders for pair in named_in(built(folder))}
    return {(name, key) for name, key in wanted if name not in secrets or (key and not secrets[name].get(key))}


def url_of(secrets: Secrets, role: str) -> list[str]:
    return [value for value in secrets[secret_templates.secret_of(role)].values() if "://" in value]


class TestMakeMissing:
    def test_makes_every_secret_that_a_manifest_names(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        generated_secrets.create_demo_logins(full_store, seal)
        external_secrets.seal_provided(full_store, seal, GIVEN)
        folders = [f"knative/overlays/{overlay}" for overlay in ("kind", "production")]
        assert (
            missing(
                unseal(), "db/manifests", "observability/exporter/manifests", "knative/overlays/kind/demo", *folders
            )
            == set()
        )

    def test_gives_each_context_the_password_that_the_database_knows(
        self, full_store: Store, seal: Sealer, unseal: Unseal
    ) -> None:
        secrets = unseal()
        for role in ROLES:
            password = secrets["database-roles"][role]
            for url in url_of(secrets, role):
                assert re.fullmatch(
                    rf"postgresql\+psycopg://{role}:{password}@[\w-]+:5432/cloudshop\?sslmode=verify-full", url
                )
            assert f'"{role}" "{password}"\n' in secrets["database-roles"]["userlist.txt"]
        assert len({secrets["database-roles"][role] for role in ROLES}) == len(ROLES)
        owner = secrets["database-owner"]
        to = "postgres-primary:5432/cloudshop?sslmode=verify-full"
        assert owner["url"] == f"postgresql+psycopg://cloudshop:{owner['password']}@{to}"

    def test_brings_the_urls_of_an_earlier_version_up_to_date(
        self, full_store: Store, seal: Sealer, unseal: Unseal
    ) -> None:
        before = unseal()
        for name in ("database-owner", "database-orders", "database-metrics"):
            known = full_store.require(name)
            old = {key: f"{url.split('@')[0]}@postgres:5432/cloudshop" for key, url in known.templates.items()}
            full_store.put(replace(known, templates=old))
        generated_secrets.create_missing(full_store, seal, now=NOW + 1)
        assert unseal() == before

    def test_seals_a_login_of_the_clusters_own_store_of_backups(
        self, full_store: Store, seal: Sealer, unseal: Unseal
    ) -> None:
        generated_secrets.create_backup_store_login(full_store, seal)
        secret = unseal()["backup-store"]
        for name, key in (("s3-key", "access_key"), ("s3-key-secret", "secret_key"), ("cipher-pass", "passphrase")):
            assert f"repo1-{name}={secret[key]}\n" in secret["secrets.conf"]
        assert len({*secret.values()}) == 4

    def test_makes_keys_that_functions_take(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        secrets = unseal()
        for use in signing_keys.USES:
            assert len(b64decode(secrets["signing-keys"][use], validate=True)) == 32
        key = signing_key(parse_keys(secrets["token-keys"]["keys.json"]), NOW)
        assert key is not None

    def test_leaves_alone_what_is_there(self, full_store: Store, seal: Sealer) -> None:
        before = {path.name: path.read_text() for path in full_store.folder.iterdir()}
        assert generated_secrets.create_missing(full_store, seal, now=NOW + 1) == []
        assert {path.name: path.read_text() for path in full_store.folder.iterdir()} == before

    def test_adds_the_login_of_a_context_that_came_later(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        before = unseal()["database-roles"]
        roles = full_store.require("database-roles")
        (full_store.folder / "database-cart.yaml").unlink()
        full_store.put(secret_templates.with_users(roles.without_part("cart")))
        assert generated_secrets.create_missing(full_store, seal, now=NOW) == ["database-cart"]
        after = unseal()["database-roles"]
        assert {role for role in ROLES if before[role] != after[role]} == {"cart"}

    def test_adds_a_key_of_a_use_that_came_later(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        before, keys = unseal()["signing-keys"], full_store.require("signing-keys")
        templates = {use: template for use, template in keys.templates.items() if use != "link"}
        full_store.put(replace(keys.without_part("link_1"), templates=templates))
        generated_secrets.create_missing(full_store, seal, now=NOW)
        after = unseal()["signing-keys"]
        assert {use for use in signing_keys.USES if before[use] != after[use]} == {"link"}

    def test_writes_no_value_in_the_clear(self, full_store: Store, seal: Sealer, unseal: Unseal) -> None:
        generated_secrets.create_demo_logins(full_store, seal)
        text = "".join(path.read_text() for path in full_store.folder.iterdir())
        secrets = unseal()
        passwords = [secrets["database-roles"][context] for context in ROLES]
        keys = [secrets["signing-keys"][use] for use in signing_keys.USES]
        people = [login["password"] for login in json.loads(secrets["demo-logins"]["logins.json"]).values()]
        token = json.loads(secrets["token-keys"]["keys.json"])["keys"][0]["d"]
        assert not [value for value in (*passwords, *keys, *people, token) if value in text]


class TestProduction:
    def test_has_no_login_of_what_is_only_for_tests_and_all_that_its_manifests_name(
        self, store: Store, seal: Sealer, unseal: Unseal
    ) -> None:
        generated_secrets.create_missing(store, seal, now=NOW, roles=environment("production").roles)
        external_secrets.seal_provided(store, seal, GIVEN)
        secrets = unseal()
        assert missing(secrets, "knative/overlays/production", "db/manifests") == set()
        assert {*secrets["database-roles"]} == {*ROLES, "userlist.txt"} - {*TEST_ONLY}
        assert "database-card-simulator" not in secrets

    def test_loses_the_logins_that_an_earlier_version_made_for_tests(
        self, full_store: Store, seal: Sealer, unseal: Unseal
    ) -> None:
        before = unseal()
        for _ in range(2):
            generated_secrets.remove_test_logins(full_store)
        after = unseal()
        assert before.keys() - after.keys() == {"database-card-simulator"}
        assert before["database-roles"].keys() - after["database-roles"].keys() == {"card_simulator"}
        assert "card_simulator" not in after["database-roles"]["userlist.txt"]
        assert "card" not in (full_store.folder / "kustomization.yaml").read_text()


class TestTakeGiven:
    def test_says_what_it_was_not_given(self, store: Store, seal: Sealer) -> None:
        assert external_secrets.seal_provided(store, seal, {}) == list(GIVEN)
        assert external_secrets.seal_provided(store, seal, GIVEN | {"SMTP_URL": ""}) == ["SMTP_URL"]
        assert external_secrets.seal_provided(store, seal, {"SMTP_URL": "smtp://a:25"}) == []

    def test_seals_what_it_was_given_and_keeps_the_rest(self, store: Store, seal: Sealer, unseal: Unseal) -> None:
        external_secrets.seal_provided(store, seal, GIVEN)
        external_secrets.seal_provided(store, seal, {"STRIPE_SECRET_KEY": "sk_2"})
        assert unseal()["payment-provider"] == {"secret_key": "sk_2", "webhook_keys": "whsec_1"}
        assert unseal()["mail"] == {"url": GIVEN["SMTP_URL"]}


def test_grafanas_admin_is_sealed_for_the_namespace_that_watches(
    tmp_path: Path, keys: Path, unseal_text: Callable[[str], dict[str, str]]
) -> None:
    store = Store(tmp_path, MONITORING)
    assert generated_secrets.create_grafana_admin(store, Sealer(keys / "certificate.pem", MONITORING)) == [
        "grafana-admin"
    ]
    secrets = {"grafana-admin": unseal_text((tmp_path / "grafana-admin.yaml").read_text())}
    assert missing(secrets, "observability/overlays/production") == set()
    assert generated_secrets.create_grafana_admin(store, Sealer(keys / "certificate.pem", MONITORING)) == []


def test_demo_logins_are_what_the_seed_reads(store: Store, seal: Sealer, unseal: Unseal) -> None:
    generated_secrets.create_demo_logins(store, seal)
    logins = json.loads(unseal()["demo-logins"]["logins.json"])
    assert set(logins) == {"shopper", "staff", "admin"}
    assert all(set(login) == {"email", "password"} for login in logins.values())


def test_the_password_of_the_alerts_is_sealed_for_the_namespace_that_watches(
    tmp_path: Path, keys: Path, unseal_text: Callable[[str], dict[str, str]]
) -> None:
    store, seal = Store(tmp_path, MONITORING), Sealer(keys / "certificate.pem", MONITORING)
    provided = external_secrets.PROVIDED_TO_MONITORING

    assert external_secrets.seal_provided(store, seal, {}, provided) == ["ALERTS_SMTP_PASSWORD"]
    assert external_secrets.seal_provided(store, seal, {"ALERTS_SMTP_PASSWORD": "p"}, provided) == []
    assert unseal_text((tmp_path / "alerts-mail.yaml").read_text()) == {"password": "p"}
