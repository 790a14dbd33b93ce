"""Finds the web shop's files that a browser requests: those that the document names, and those of the page shown.

The build's first script names the files of each page that is loaded on demand.
"""

import re
from collections.abc import Mapping
from functools import cache

_NAMED = re.compile(r'(?:src|href)="(/(?:assets/[\w./-]+|favicon\.svg))"')
_ENTRY = re.compile(r'<script[^>]+src="(/assets/[\w.-]+\.js)"')
_ALL = re.compile(r"m\.f=\[([^\]]*)\]")
_PAGE = re.compile(r"import\([`\"']\./(\w+)-[\w-]+\.js[`\"']\)(?:\.then\([\w$=>.]+\))?,__vite__mapDeps\(\[([\d,]*)\]\)")


def named_in(document: str) -> list[str]:
    """The paths of an HTML page's scripts, styles and icon, in document order."""
    return list(dict.fromkeys(_NAMED.findall(document)))


def entry_of(document: str) -> str | None:
    """The path of the page's first script."""
    found = _ENTRY.search(document)
    return found[1] if found else None


@cache
def by_page(script: str) -> Mapping[str, tuple[str, ...]]:
    """The files of each page by its module's name, such as CartPage. Of two pages of one name, the shoppers' counts."""
    listed = _ALL.search(script)
    every = re.findall(r'"([^"]+)"', listed[1]) if listed else []
    found: dict[str, tuple[str, ...]] = {}
    for name, numbers in _PAGE.findall(script):
        found.setdefault(name, tuple(f"/{every[int(each)]}" for each in numbers.split(",") if each))
    return found
