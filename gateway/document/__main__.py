"""`python -m gateway.document`: writes gateway/openapi.json and gateway/docs.html."""

import json

from gateway.document.openapi import openapi
from gateway.document.page import page
from gateway.pages import FOLDER

document = openapi()
(FOLDER / "openapi.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
(FOLDER / "docs.html").write_text(page(document))
