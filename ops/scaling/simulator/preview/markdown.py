"""Writes a preview for a pull request: Markdown, with an SVG of its pods for the shop and each changed function."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ops.scaling.simulator.preview.comparing import Verdict
from ops.scaling.simulator.preview.preview import Compared, Preview
from ops.scaling.simulator.preview.svg import chart
from ops.scaling.simulator.preview.wording import head_line, rows

SIGNS = {Verdict.BETTER: "🟢 ", Verdict.WORSE: "🔴 "}


def write(preview: Preview, base: str, currency: str, broken: Sequence[str], folder: Path) -> Path:
    """Writes `preview.md` and, beside it, the SVG files that it shows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, each in preview.compared.items():
        drawn = chart(name, base, each.base_pods, each.head_pods, preview.seconds)
        (folder / _file(name)).write_text(drawn)
    path = folder / "preview.md"
    path.write_text("\n".join(_lines(preview, base, currency, broken)) + "\n")
    return path


def _lines(preview: Preview, base: str, currency: str, broken: Sequence[str]) -> Iterator[str]:
    yield f"### What this change of scaling does\n\nAgainst `{base}`: {head_line(preview)}.\n"
    yield from (f"- `{each.function}`: {each.column} {each.base} → **{each.head}**" for each in preview.changes)
    yield from (f"- ⛔ **{each}**" for each in broken)
    for name, compared in preview.compared.items():
        yield from _section(name, compared, base, currency)


def _section(name: str, compared: Compared, base: str, currency: str) -> Iterator[str]:
    yield f"\n#### {name}\n\n| | `{base}` | now | change |\n|---|---:|---:|---:|"
    for row in rows(compared.metrics, currency):
        yield f"| {row.name} | {row.base} | {row.head} | {SIGNS.get(row.verdict, '')}{row.change} |"
    yield f"\n![Pods of {name} over time]({_file(name)})"


def _file(name: str) -> str:
    return f"pods-{name.replace(' ', '-')}.svg"
