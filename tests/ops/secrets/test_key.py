"""The sealing key is saved outside the project only, and restored from a file that is there."""

from pathlib import Path

import pytest

from codegen.operations import ROOT
from ops.errors import CommandError
from ops.secrets import key
from ops.secrets.kubeseal import store_certificate


@pytest.mark.parametrize("path", [ROOT / "key.yaml", ROOT / "docs/../.local/key.yaml"])
def test_it_is_never_saved_inside_the_project(path: Path) -> None:
    with pytest.raises(CommandError, match="outside"):
        key.save(path, "no-cluster")
    assert not path.exists()


def test_a_file_that_is_not_there_cannot_be_restored(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        key.restore(tmp_path / "key.yaml", "no-cluster")


def test_a_private_key_is_not_kept_as_a_certificate(tmp_path: Path, keys: Path) -> None:
    with pytest.raises(CommandError, match="not a certificate"):
        store_certificate((keys / "key.pem").read_text(), tmp_path / "certificate.pem")
    assert not (tmp_path / "certificate.pem").exists()
