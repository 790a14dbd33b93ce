"""The log of a local run: kept line by line, whole or not at all, and shown as it can be read."""

import io
import json
from pathlib import Path

import pytest

from local import logs
from local.logs import Log, readable

LINE = (
    json.dumps({"time": "2026-11-25T12:00:00.123+00:00", "level": "error", "message": "failed", "status": 500}) + "\n"
)


class TestTheLog:
    def test_is_shown_as_it_is_kept_to_a_program(self, tmp_path: Path) -> None:
        shown = io.StringIO()
        with Log(shown, tmp_path / "log.jsonl", as_text=False) as log:
            log.write(LINE * 2)
        assert shown.getvalue() == (tmp_path / "log.jsonl").read_text() == LINE * 2

    def test_is_shown_to_a_person_in_words(self, tmp_path: Path) -> None:
        shown = io.StringIO()
        with Log(shown, tmp_path / "log.jsonl", as_text=True) as log:
            log.write(LINE)
        assert shown.getvalue() == "12:00:00.123 \x1b[31mfailed\x1b[0m \x1b[2mstatus=\x1b[0m500\n"
        assert (tmp_path / "log.jsonl").read_text() == LINE

    def test_leaves_other_text_alone(self) -> None:
        assert [readable(text) for text in ("hello\n", "[1]\n", "{}\n", "\n")] == ["hello\n", "[1]\n", "{}\n", "\n"]

    def test_takes_no_more_than_two_files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(logs, "FILE_BYTES_MAX", len(LINE) * 3)
        with Log(io.StringIO(), tmp_path / "log.jsonl", as_text=False) as log:
            for _ in range(10):
                log.write(LINE)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["log.jsonl", "log.old"]
        assert all(path.stat().st_size <= len(LINE) * 4 for path in tmp_path.iterdir())
