"""`python -m codegen.openapi` writes gateway/openapi.json and gateway/docs.html."""

import json

from codegen.openapi.document import openapi
from codegen.openapi.page import page
from gateway.routing.pages import FOLDER

document = openapi()
(FOLDER / "openapi.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
(FOLDER / "docs.html").write_text(page(document))
