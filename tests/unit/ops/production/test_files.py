"""`make production-check`: images without a digest, and secrets that are not sealed."""

from pathlib import Path

import pytest

from ops.production import files
from ops.secrets.external_secrets import PROVIDED
from ops.secrets.sealed import Sealed
from ops.secrets.signing_keys import USES
from ops.secrets.store import Store


def test_names_images_without_a_digest() -> None:
    text = "images:\n  - {name: a, newTag: not-released}\n  - {name: b, digest: sha256:12}\n"

    assert list(files.unreleased_images(text, "staging")) == ["no digest of a; `make release` builds them"]
    assert list(files.unreleased_images(text, "production")) == [
        "no digest of a; `make promote` copies those of staging"
    ]


def test_names_the_variables_of_secrets_that_are_not_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ROOT", tmp_path)
    store = Store(tmp_path / "secrets")
    store.put(Sealed("mail", {"url": "ciphertext"}))
    store.put(Sealed("payment-provider", {"secret_key": "ciphertext"}))

    assert list(files.unsealed_secrets(store, PROVIDED)) == [
        "secrets: backup-store is not sealed; set BACKUP_STORE_ACCESS_KEY and BACKUP_STORE_SECRET_KEY, "
        "then `make secrets`",
        "secrets: payment-provider is not sealed; set STRIPE_WEBHOOK_SECRETS, then `make secrets`",
    ]


def test_names_the_keys_that_an_earlier_version_did_not_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ROOT", tmp_path)
    store = Store(tmp_path / "secrets")
    keys = Sealed("signing-keys", templates={use: "" for use in USES if use != "link"})
    store.put(keys)
    assert list(files.missing_keys(store)) == ["secrets: signing-keys has none for link; `make secrets` adds them"]
    store.put(keys.with_template("link", ""))
    assert list(files.missing_keys(store)) == []


def test_names_a_certificate_that_nobody_gets() -> None:
    acme = "components: [../../../knative/components/https/acme]"
    assert list(files.unmatched_certificate("components: []", "shop-tls")) == []
    assert list(files.unmatched_certificate(acme, "none")) == []
    for backend, secret, said in (("components: []", "none", "has no"), (acme, "shop-tls", "has")):
        (problem,) = files.unmatched_certificate(backend, secret)
        assert problem.startswith(f"`tls_secret: {secret}`, but the layer 20-backend {said} components/https/acme; ")


@pytest.mark.parametrize(
    ("component", "setting", "inside"),
    [
        (files.SPANS_OUTSIDE, "traces_to", "none"),
        (files.LOGS_OUTSIDE, "logs_to", "http://log-store.monitoring:9428/v1"),
    ],
)
def test_names_a_way_out_of_the_cluster_that_is_missing_or_not_needed(
    component: str, setting: str, inside: str
) -> None:
    has, outside = f"components: [../../../knative/{component}]", "https://receiver.merchant.com/v1"
    assert list(files.unmatched_way_out("components: []", component, setting, inside)) == []
    assert list(files.unmatched_way_out(has, component, setting, outside)) == []
    for layer, value, said in (
        ("components: []", outside, "is needed"),
        (has, inside, "is there, and nothing needs it"),
    ):
        (problem,) = files.unmatched_way_out(layer, component, setting, value)
        assert problem.startswith(f"`{setting}: {value}`, but the component {component} {said}")


@pytest.mark.parametrize(
    ("component", "setting", "named"),
    [
        ("components/vies", "vies_requester", "FR61954506077"),
        ("components/pictures-outside", "picture_store", "https://s3.merchant.com/pictures"),
    ],
)
def test_names_a_component_that_a_setting_lacks_or_does_not_need(component: str, setting: str, named: str) -> None:
    has = f"components: [../../../knative/{component}]"
    assert list(files.unmatched_component("components: []", component, setting, "none")) == []
    assert list(files.unmatched_component(has, component, setting, named)) == []
    for layer, value, said in (("", named, "is needed"), (has, "none", "is there, and nothing needs it")):
        (problem,) = files.unmatched_component(layer, component, setting, value)
        assert problem.startswith(f"`{setting}: {value}`, but the component {component} {said}")


def test_names_the_keys_of_a_bucket_of_pictures_only_if_there_is_one() -> None:
    assert list(files.unsealed_bucket_keys("production", "none")) == []
    (problem,) = files.unsealed_bucket_keys("production", "https://s3.merchant.com/pictures")
    assert "picture-store is not sealed; set PICTURE_STORE_ACCESS_KEY and PICTURE_STORE_SECRET_KEY" in problem
