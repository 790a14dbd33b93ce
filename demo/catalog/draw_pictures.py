"""`python -m demo.catalog.draw_pictures` draws the demo catalog's pictures, pictures/*.svg.

A picture is a shape in its product's colours on a coloured background, as pictures.yaml describes. A shape is SVG with
{c} for the colour, {d} and {l} for a darker and a lighter shade of it, {a} for the accent, {bg} for the background,
{p} for paper and {k} for ink.
"""

from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
PAPER, INK = "#fffdf8", "#2e2a27"

FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img"><title>{title}</title>
<rect width="400" height="400" fill="{bg}"/><circle cx="200" cy="196" r="164" fill="{halo}"/>
<ellipse cx="200" cy="338" rx="124" ry="14" fill="{shadow}"/>
{shape}
</svg>
"""


def draw(handle: str, kind: str, colour: str, accent: str, background: str) -> str:
    """The picture of a product."""
    shape = (FOLDER / "shapes" / f"{kind}.svg").read_text().strip()
    colours = {"c": colour, "d": mixed(colour, "#201a16", 0.25), "l": mixed(colour, "#ffffff", 0.35), "a": accent}
    for name, value in {**colours, "bg": background, "p": PAPER, "k": INK}.items():
        shape = shape.replace(f"{{{name}}}", value)
    return FRAME.format(
        title=handle.replace("-", " ").capitalize(),
        bg=background,
        halo=mixed(background, "#ffffff", 0.45 if is_light(background) else 0.1),
        shadow=mixed(background, "#201a16", 0.14 if is_light(background) else 0.4),
        shape=shape,
    )


def is_light(colour: str) -> bool:
    return sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) > 3 * 128


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with a share of another in it."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def pictures() -> dict[str, str]:
    """Every picture by its product's handle."""
    table: dict[str, list[str]] = yaml.safe_load((FOLDER / "pictures.yaml").read_text())
    return {handle: draw(handle, *row) for handle, row in table.items()}


if __name__ == "__main__":
    for handle, picture in pictures().items():
        (FOLDER / "pictures" / f"{handle}.svg").write_text(picture)
