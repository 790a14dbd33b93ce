"""Released images are signed where the repository has a public key, and promoted only with their signatures."""

import json
from pathlib import Path
from typing import Any

import pytest

from ops.cluster import signing
from ops.errors import CommandError

IMAGES = {"a": "registry.example/a@sha256:1", "b": "registry.example/b@sha256:2"}
COMMIT = "c" * 40


class Cosign:
    """Records its calls with the predicates that they name, and refuses the references in `refused`."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, ...]] = []
        self.predicates: list[Any] = []
        self.refused: set[str] = set()

    def run(self, *command: str, **_options: Any) -> str:
        self.calls.append(command)
        if "--predicate" in command:
            self.predicates.append(json.loads(Path(command[command.index("--predicate") + 1]).read_text()))
        if command[-1] in self.refused:
            raise CommandError("no signatures found")
        return ""


@pytest.fixture
def cosign(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cosign:
    """An installed cosign, and a repository with a public key."""
    cosign = Cosign()
    monkeypatch.setattr(signing, "run", cosign.run)
    monkeypatch.setattr(signing, "succeeds", lambda *_command: True)
    monkeypatch.setattr(signing, "ROOT", tmp_path)
    monkeypatch.setenv("COSIGN_KEY", "cosign.key")
    (tmp_path / signing.PUBLIC_KEY).parent.mkdir()
    (tmp_path / signing.PUBLIC_KEY).write_text("a key")
    return cosign


def test_each_image_is_signed_by_its_digest_and_says_its_commit(cosign: Cosign) -> None:
    assert signing.sign(IMAGES, COMMIT) == "2 images"
    assert [(call[1], call[-1]) for call in cosign.calls] == [
        (step, reference) for reference in IMAGES.values() for step in ("sign", "attest")
    ]
    assert all("--tlog-upload=false" in call and "cosign.key" in call for call in cosign.calls)
    sources = [each["buildDefinition"]["resolvedDependencies"][0]["digest"] for each in cosign.predicates]
    assert sources == [{"gitCommit": COMMIT}] * 2


def test_without_the_private_key_nothing_is_signed(cosign: Cosign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COSIGN_KEY")
    with pytest.raises(CommandError, match="COSIGN_KEY"):
        signing.sign(IMAGES, COMMIT)
    assert cosign.calls == []


def test_without_cosign_a_repository_with_a_key_promotes_nothing(
    cosign: Cosign, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(signing, "succeeds", lambda *_command: False)
    with pytest.raises(CommandError, match="not installed"):
        signing.verify(IMAGES, tmp_path)
    assert cosign.calls == []


def test_signature_and_provenance_of_each_image_are_verified(cosign: Cosign, tmp_path: Path) -> None:
    signing.verify(IMAGES, tmp_path)
    assert [(call[1], call[-1]) for call in cosign.calls] == [
        (step, reference) for reference in IMAGES.values() for step in ("verify", "verify-attestation")
    ]


def test_an_image_without_a_signature_is_named(cosign: Cosign, tmp_path: Path) -> None:
    cosign.refused = {IMAGES["b"]}
    with pytest.raises(CommandError, match="b is not signed"):
        signing.verify(IMAGES, tmp_path)


def test_a_repository_without_a_key_says_that_it_signs_nothing(cosign: Cosign, tmp_path: Path) -> None:
    (tmp_path / signing.PUBLIC_KEY).unlink()
    assert "NOT signed" in str(signing.sign(IMAGES, COMMIT))
    signing.verify(IMAGES, tmp_path)
    assert cosign.calls == []
