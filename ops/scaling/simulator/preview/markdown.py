"""Writes a preview for a pull request: Markdown, with an SVG of its pods for the shop and each changed function."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ops.scaling.simulator.preview.comparing import Verdict
from ops.scaling.simulator.preview.pods import sparkline
from ops.scaling.simulator.preview.preview import Compared, Preview
from ops.scaling.simulator.preview.svg import chart
from ops.scaling.simulator.preview.wording import head_line, rows

SIGNS = {Verdict.BETTER: "🟢 ", Verdict.WORSE: "🔴 "}


Picture = Callable[[str, Compared], str]


def summary(preview: Preview, base: str, currency: str, broken: Sequence[str]) -> str:
    """The preview as one text without files, in which rows of blocks show pods over time."""
    return "\n".join(_lines(preview, base, currency, broken, _blocks)) + "\n"


def write(preview: Preview, base: str, currency: str, broken: Sequence[str], folder: Path) -> Path:
    """Writes `preview.md` and, beside it, the SVG files that it shows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, each in preview.compared.items():
        drawn = chart(name, base, each.base_pods, each.head_pods, preview.seconds)
        (folder / _file(name)).write_text(drawn)
    path = folder / "preview.md"
    path.write_text("\n".join(_lines(preview, base, currency, broken, _image)) + "\n")
    return path


def _lines(preview: Preview, base: str, currency: str, broken: Sequence[str], picture: Picture) -> Iterator[str]:
    yield f"### What this change of scaling does\n\nAgainst `{base}`: {head_line(preview)}.\n"
    yield from (f"- `{each.function}`: {each.column} {each.base} → **{each.head}**" for each in preview.changes)
    yield from (f"- ⛔ **{each}**" for each in broken)
    for name, compared in preview.compared.items():
        yield from _section(name, compared, base, currency)
        yield f"\n{picture(name, compared)}"


def _section(name: str, compared: Compared, base: str, currency: str) -> Iterator[str]:
    yield f"\n#### {name}\n\n| | `{base}` | now | change |\n|---|---:|---:|---:|"
    for row in rows(compared.metrics, currency):
        yield f"| {row.name} | {row.base} | {row.head} | {SIGNS.get(row.verdict, '')}{row.change} |"


def _image(name: str, _: Compared) -> str:
    return f"![Pods of {name} over time]({_file(name)})"


def _blocks(_: str, compared: Compared) -> str:
    highest = max(*compared.base_pods, *compared.head_pods, 1.0)
    before, now = (sparkline(pods, highest) for pods in (compared.base_pods, compared.head_pods))
    return f"```\npods before {before}\npods now    {now} up to {highest:.3g}\n```"


def _file(name: str) -> str:
    return f"pods-{name.replace(' ', '-')}.svg"
