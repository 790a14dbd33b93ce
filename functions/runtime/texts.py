"""Reads the texts of a language from its file, which translators edit: the folder `texts` beside the module.

`en.json` has every text by name, in sections where there are many, with `{values}` to fill in. The files of the other
languages have the same names and values. A text that depends on a `count` has a form for each plural of CLDR.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def texts_in(language: str, module: str) -> dict[str, Any]:
    """The texts beside the module, which is given as its `__file__`; each file is read once, when it is needed."""
    content: dict[str, Any] = json.loads((folder_of(module) / f"{language}.json").read_text(encoding="utf-8"))
    return content


def folder_of(module: str) -> Path:
    return Path(module).with_name("texts")
