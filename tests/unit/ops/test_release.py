"""`make release` stops if known vulnerabilities cannot be looked up, unless it is allowed to go on."""

import pytest

from ops.cluster import release
from ops.errors import CommandError

UNREACHABLE = "THE VULNERABILITY DATABASE CANNOT BE REACHED; images are scanned for everything else.\nok   files\n"


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "run", lambda *_command, **_options: UNREACHABLE)


@pytest.mark.usefixtures("scanned")
def test_without_the_database_nothing_is_released(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WITHOUT_DATABASE", raising=False)
    with pytest.raises(CommandError, match="make release WITHOUT_DATABASE=1"):
        release.scan()


@pytest.mark.usefixtures("scanned")
def test_it_is_released_and_said_where_that_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WITHOUT_DATABASE", "1")
    assert "NOT scanned" in str(release.scan())


def test_a_scan_with_the_database_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "run", lambda *_command, **_options: "ok   files\n")
    assert release.scan() is None
