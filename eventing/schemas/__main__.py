"""Writes the schema files."""

import json
from pathlib import Path

from eventing.schemas import events, schema

folder = Path(__file__).parent
for event in events():
    (folder / f"{event.TYPE}.json").write_text(json.dumps(schema(event), indent=2) + "\n")
