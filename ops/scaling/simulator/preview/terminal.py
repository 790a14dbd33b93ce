"""Shows a preview in a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ops.scaling.simulator.preview.comparing import Verdict
from ops.scaling.simulator.preview.pods import sparkline
from ops.scaling.simulator.preview.preview import Compared, Preview
from ops.scaling.simulator.preview.wording import head_line, rows

STYLES = {Verdict.BETTER: "green", Verdict.WORSE: "red", Verdict.OTHER: "yellow"}


def show(preview: Preview, base: str, currency: str, broken: Sequence[str], console: Console) -> None:
    console.print(Group(*_parts(preview, base, currency)), soft_wrap=True)
    for line in broken:
        console.print(Text(f"✗ {line}", style="red"), soft_wrap=True)


def _parts(preview: Preview, base: str, currency: str) -> Iterator[RenderableType]:
    yield Text(f"Preview against {base}: {head_line(preview)}", style="bold")
    for change in preview.changes:
        yield Text(f"  {change.function}: {change.column} {change.base} → {change.head}")
    if not preview.changes:
        yield Text("  no setting in the table is another")
    for name, compared in preview.compared.items():
        yield Text("")
        yield _table(name, compared, base, currency)
        yield from _pods(compared, base)


def _table(name: str, compared: Compared, base: str, currency: str) -> Table:
    table = Table(title=name, title_justify="left", box=None, pad_edge=False)
    table.add_column("", no_wrap=True)
    for side in (base, "now", "change"):
        table.add_column(side, justify="right", no_wrap=True)
    for row in rows(compared.metrics, currency):
        table.add_row(row.name, row.base, row.head, Text(row.change, style=STYLES.get(row.verdict, "dim")))
    return table


def _pods(compared: Compared, base: str) -> Iterator[Text]:
    highest = max(*compared.base_pods, *compared.head_pods, 1e-9)
    for side, pods in ((base, compared.base_pods), ("now", compared.head_pods)):
        yield Text(f"pods {side[:12]:<12} {sparkline(pods, highest)} up to {max(pods):.1f}")
