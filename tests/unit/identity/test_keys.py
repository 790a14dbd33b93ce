import json
import stat
from pathlib import Path
from typing import Any

import pytest

from functions.identity.keys.key_file import EnvironmentKeys, KeyFile, parse_keys
from functions.identity.keys.key_rotation import ACTIVATION_DELAY_SECONDS, KEYS_MAX, TooManyKeys, add_key
from functions.runtime.errors import Unavailable
from functions.runtime.security.tokens import ACCESS_LIFETIME_SECONDS, KEYS_CACHE_SECONDS, LEEWAY_SECONDS

NOW = 1_795_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "secrets" / "token-keys.json"


class TestAddKey:
    def test_makes_the_file_for_its_owner_only(self, path: Path) -> None:
        made = add_key(path, now=NOW, delay_seconds=0)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert parse_keys(path.read_text()) == (made,)
        assert [entry.name for entry in path.parent.iterdir()] == [path.name]

    def test_signs_later_than_any_cache_may_keep_the_keys_of_before(self, path: Path) -> None:
        assert ACTIVATION_DELAY_SECONDS > KEYS_CACHE_SECONDS
        assert add_key(path, now=NOW).activates_at == NOW + ACTIVATION_DELAY_SECONDS

    def test_retires_the_others_when_their_last_token_has_ended(self, path: Path) -> None:
        add_key(path, now=NOW, delay_seconds=0)
        new = add_key(path, now=NOW + 60)
        old, same = parse_keys(path.read_text())
        assert old.retires_at == new.activates_at + ACCESS_LIFETIME_SECONDS + LEEWAY_SECONDS
        assert same == new

    def test_makes_no_more_keys_than_are_read(self, path: Path) -> None:
        for number in range(KEYS_MAX):
            add_key(path, now=NOW + number)
        before = path.read_text()
        with pytest.raises(TooManyKeys):
            add_key(path, now=NOW + KEYS_MAX)
        assert path.read_text() == before

    def test_leaves_a_file_alone_that_it_cannot_read(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_text("not JSON")
        with pytest.raises(ValueError, match="Expecting value"):
            add_key(path, now=NOW)
        assert path.read_text() == "not JSON"


class TestKeyFile:
    def test_is_read_again_when_it_was_replaced(self, path: Path) -> None:
        first = add_key(path, now=NOW)
        file = KeyFile(path)
        assert [key.kid for key in file.read()] == [first.kid]
        second = add_key(path, now=NOW + 1)
        assert [key.kid for key in file.read()] == [first.kid, second.kid]

    def test_is_read_again_when_a_mounted_secret_was_switched(self, tmp_path: Path) -> None:
        """Kubernetes keeps the path and turns a link to another folder, whose files may be as old."""
        old, new = tmp_path / "old", tmp_path / "new"
        kids = [add_key(folder / "keys.json", now=NOW).kid for folder in (old, new)]
        link = tmp_path / "data"
        link.symlink_to(old)
        file = KeyFile(link / "keys.json")
        assert [key.kid for key in file.read()] == kids[:1]
        (tmp_path / "next").symlink_to(new)
        (tmp_path / "next").rename(link)
        assert [key.kid for key in file.read()] == kids[1:]

    @pytest.mark.parametrize(
        "change",
        [
            {"d": None},
            {"crv": "Ed448"},
            {"kty": "RSA"},
            {"activates_at": "2026-11-23"},
            {"retires_at": 1.5},
            {"kid": None},
            {"kid": "a key"},
            {"x": "short"},
        ],
    )
    def test_keeps_what_it_knew_when_a_key_makes_no_sense(
        self, path: Path, change: dict[str, Any], capsys: pytest.CaptureFixture[str]
    ) -> None:
        add_key(path, now=NOW)
        file = KeyFile(path)
        known = file.read()
        (entry,) = json.loads(path.read_text())["keys"]
        path.write_text(json.dumps({"keys": [{**entry, **change}]}))
        assert file.read() == known
        logged = capsys.readouterr().out
        assert "cannot be read" in logged
        assert entry["d"] not in logged

    @pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"keys": []}', '{"keys": {}}', "{"])
    def test_is_unavailable_when_it_never_had_keys(self, path: Path, content: str | None) -> None:
        if content is not None:
            path.parent.mkdir()
            path.write_text(content)
        with pytest.raises(Unavailable):
            KeyFile(path).read()

    def test_keeps_what_it_knew_when_it_is_emptied_or_gone(self, path: Path) -> None:
        add_key(path, now=NOW)
        file = KeyFile(path)
        known = file.read()
        path.write_text('{"keys": []}')
        assert file.read() == known
        path.unlink()
        assert file.read() == known

    def test_shows_no_private_part_by_accident(self, path: Path) -> None:
        made = add_key(path, now=NOW)
        assert made.jwk["d"] not in repr(made)

    def test_takes_no_kid_for_two_keys(self, path: Path) -> None:
        add_key(path, now=NOW)
        (entry,) = json.loads(path.read_text())["keys"]
        with pytest.raises(ValueError, match="two keys"):
            parse_keys(json.dumps({"keys": [entry, entry]}))


class TestGivenKeys:
    def test_are_those_of_the_text(self, path: Path) -> None:
        made = add_key(path, now=NOW)
        assert [key.kid for key in EnvironmentKeys(path.read_text()).read()] == [made.kid]

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"keys": []}', "{"])
    def test_are_unavailable_when_the_text_makes_no_sense(self, text: str) -> None:
        with pytest.raises(Unavailable):
            EnvironmentKeys(text).read()
