"""Writes the document's two files, which the gateway serves: OpenAPI for programs, a page for people."""

import json
from pathlib import Path

from codegen.openapi.document import openapi
from codegen.openapi.page import page
from gateway.routing.pages import FOLDER


def files() -> dict[Path, str]:
    document = openapi()
    return {
        FOLDER / "openapi.json": json.dumps(document, indent=1, ensure_ascii=False) + "\n",
        FOLDER / "docs.html": page(document),
    }
