"""Adds a new operation's line to the manual lists, and leaves everything else in them unchanged."""

import re
from collections.abc import Collection

from ops.errors import CommandError
from ops.scaling.columns import NEW_ROW, written


def with_row(settings: str, context: str, name: str) -> str:
    """The autoscaling settings (`scaling.yaml`) with a row at the end of the context's section."""
    cells = {column: written(column, value) for column, value in NEW_ROW}
    widths = {"max": 2, "concurrency": 3, "window": 3}
    row = ", ".join(f"{column}: {cell:>{widths.get(column, 0)}}" for column, cell in cells.items())
    section = re.search(rf"^  ## {context}\n(?:  \S.*\n)+", settings, re.MULTILINE)
    if section is None:
        raise CommandError(f"knative/overlays/*/scaling.yaml has no section `## {context}`.")
    return f"{settings[: section.end()]}  {name + ':':<25} {{{row}}}\n{settings[section.end() :]}"


def with_route(routes: str, neighbours: Collection[str], line: str) -> str:
    """The route table with a line after the last one of the neighbours, or at the end."""
    lines = routes.splitlines(keepends=True)
    operations = (re.search(r"operation: ([a-z-]+)", each) for each in lines)
    places = [at for at, found in enumerate(operations, 1) if found and found[1] in neighbours]
    return "".join([*lines[: places[-1]], line, *lines[places[-1] :]]) if places else f"{routes}\n{line}"


def with_subscriber(subscribers: str, event_type: str, name: str) -> str:
    """`eventing/subscribers.py` with one more consumer of the event."""
    # Events with many consumers have one line for each.
    entry = re.search(rf'^    "{re.escape(event_type)}": \((.*?)\),\n', subscribers, re.MULTILINE | re.DOTALL)
    if entry is None:
        raise CommandError(f"eventing/subscribers.py does not name {event_type}.")
    owed = sorted([*re.findall(r'"([a-z-]+)"', entry[1]), name])
    listed = ", ".join(f'"{each}"' for each in owed) + ("," if len(owed) == 1 else "")
    return f'{subscribers[: entry.start()]}    "{event_type}": ({listed}),\n{subscribers[entry.end() :]}'
