"""The page on keys lists what `make secrets` makes or takes, and nothing else."""

import re

from codegen.operations import ROOT
from ops.secrets.external_secrets import PROVIDED_TO_MONITORING
from ops.secrets.rotation.rotating import names

PAGE = (ROOT / "docs/keys.md").read_text()


def test_each_key_has_one_row_and_the_contexts_of_the_database_one_together() -> None:
    rows = re.findall(r"^\| (`.+?`) \|", PAGE, re.MULTILINE)
    listed = [name for row in rows for name in re.findall(r"`(.+?)`", row)]
    rotated = ["database-<context>", *names(roles=())]
    # What is in the monitoring namespace is replaced by making or giving it anew.
    assert sorted(listed) == sorted([*rotated, "grafana-admin", *PROVIDED_TO_MONITORING])
