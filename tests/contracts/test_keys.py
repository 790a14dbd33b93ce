"""The page on keys lists what can be rotated, and nothing else."""

import re

from codegen.operations import ROOT
from ops.secrets.rotation.rotating import names

PAGE = (ROOT / "docs/keys.md").read_text()


def test_each_key_has_one_row_and_the_contexts_of_the_database_one_together() -> None:
    rows = re.findall(r"^\| (`.+?`) \|", PAGE, re.MULTILINE)
    listed = [name for row in rows for name in re.findall(r"`(.+?)`", row)]
    assert sorted(listed) == sorted(["database-<context>", *names(roles=())])
