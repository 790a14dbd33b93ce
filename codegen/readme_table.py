"""Writes the README's table of operations from the code: name, trigger, emitted events."""

import ast
from collections.abc import Iterator
from pathlib import Path

from codegen import event_schemas
from codegen.operations import ROOT, Module, operation_modules, routes

README = ROOT / "README.md"
BEGIN, END = "<!-- operations: `make generate` writes them -->", "<!-- end of operations -->"
TYPES = {event.__name__: event.TYPE for event in event_schemas.events()}


def table() -> str:
    """The table in Markdown, sorted by context and name."""
    triggers = {route["operation"]: f"`{route['method']} {route['path']}`" for route in routes()}
    lines = ["| context | operation | trigger | emits |", "|---|---|---|---|"]
    for module in sorted(operation_modules().values(), key=lambda module: (module.context, module.name)):
        trigger = triggers.get(module.name) or _trigger(module)
        emits = ", ".join(f"`{event}`" for event in sorted(emitted(module)))
        lines.append(f"| {module.context} | {module.name} | {trigger} | {emits} |")
    return "\n".join(lines)


def emitted(module: Module) -> set[str]:
    """The types of the events that the module emits itself or through modules of its context."""
    taken = {event.TYPE for event in module.operation().events} if module.kind == "event" else set()
    named = {name for path in _closure(module.path) for name in _events_imported_by(path)}
    return {TYPES[name] for name in named if name in TYPES} - taken


def text() -> str:
    """The README with the current table."""
    readme = README.read_text()
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def _trigger(module: Module) -> str:
    if module.kind == "event":
        return ", ".join(f"`{event.TYPE}`" for event in module.operation().events)
    return "inside the shop"


def _closure(path: Path) -> set[Path]:
    context = path.parent
    seen, waiting = set[Path](), [path]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += [found for found in _imported(current) if found.is_relative_to(context) and found.exists()]
    return seen


def _imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield ROOT / (node.module.replace(".", "/") + ".py")


def _events_imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("eventing.events"):
            yield from (alias.name for alias in node.names)
