"""The document's two files: OpenAPI for programs, a page for people. The gateway serves both."""

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
