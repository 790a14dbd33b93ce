"""Finds the operation that answers a path, by the gateway's own table."""

import re
from collections.abc import Callable

import yaml

from ops.scaling.simulator.shop.tree import Tree

ROUTES = "gateway/routes.yaml"


def operation_of(tree: Tree) -> Callable[[str, str], str | None]:
    """A function from method and path to the operation; the path may have a query, and placeholders `{x}` or `[x]`."""
    routes = yaml.safe_load(tree.files(ROUTES)[ROUTES])
    patterns = [(each["method"], re.compile(_pattern(each["path"])), each["operation"]) for each in routes]

    def found(method: str, path: str) -> str | None:
        bare = path.partition("?")[0]
        return next((name for verb, pattern, name in patterns if verb == method and pattern.fullmatch(bare)), None)

    return found


def _pattern(path: str) -> str:
    return re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(path))
