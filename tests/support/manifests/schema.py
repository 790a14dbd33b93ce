"""The JSON Schemas of upstream's kinds."""

import json
from typing import Any

from codegen.operations import ROOT

SCHEMAS = ROOT / "tests/support/manifests/schemas"


def schema(kind: str) -> Any:
    return json.loads((SCHEMAS / f"{kind.lower()}.json").read_text())
