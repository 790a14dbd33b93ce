"""Renders an order's trace as a table of its steps and log lines, in the order of time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

Json = dict[str, Any]

# More would be unreadable; the steps from the database are complete.
LINES_MAX = 400
_STYLES = {"dead letter": "bold red", "order": "bold", "log error": "red", "log warning": "yellow", "log info": "dim"}


def lines_of(trace: Json, log: Iterable[Json]) -> list[Json]:
    """The log lines about the order, found by its traces, id or number."""
    order, traces = trace["order"], set(trace["traces"])
    about = [
        line
        for line in log
        if line.get("trace_id") in traces
        or line.get("order_id") == order["id"]
        or line.get("order") == order["number"]
        or order["number"] in str(line.get("message"))
    ]
    return [_step(line) for line in about[:LINES_MAX]]


def rendered(trace: Json, lines: list[Json]) -> Group:
    order = trace["order"]
    placed_at = datetime.fromisoformat(order["placed_at"])
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for heading in ("seconds", "UTC", "source", "what", "how"):
        table.add_column(heading, justify="right" if heading == "seconds" else "left", no_wrap=heading != "how")
    for step in sorted([*trace["steps"], *lines], key=lambda step: datetime.fromisoformat(step["at"])):
        at = datetime.fromisoformat(step["at"])
        seconds = f"{(at - placed_at).total_seconds():.3f}"
        cells = (seconds, f"{at:%H:%M:%S}", step["kind"], step["what"], step["detail"])
        # Shoppers' text is shown without interpreting markup.
        table.add_row(*map(Text, cells), style=_STYLES.get(step["kind"], ""))
    return Group(_head(order, trace["traces"]), table)


def _head(order: Json, traces: list[str]) -> Text:
    due = f", deadline {order['deadline_at'][:19]}" if order["deadline_at"] else ""
    return Text(
        f"Order {order['number']}, {order['total']}, is {order['state']}{due}\n"
        f"placed {order['placed_at'][:19]}, id {order['id']}\n"
        f"stock   {order['stock'] or 'not decided'}\npayment {order['payment'] or 'not decided'}\n"
        f"traces  {', '.join(traces) or 'none'}\n"
    )


def _step(line: Json) -> Json:
    shown = {name: line[name] for name in ("status", "duration_milliseconds", "cause", "event_id") if name in line}
    how = ", ".join(f"{name} {value}" for name, value in shown.items())
    return {"at": line["time"], "kind": f"log {line['level']}", "what": line["message"], "detail": how}
