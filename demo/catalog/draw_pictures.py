"""`python -m demo.catalog.draw_pictures` draws the demo catalog's pictures, pictures/*.svg, one for each colour.

A picture is a shape in its product's colours on a coloured background, as pictures.yaml describes. A shape is SVG with
{c} for the colour, {d} and {l} for a darker and a lighter shade of it, {a} for the accent, {bg} for the background,
{p} for paper and {k} for ink; a scene has {wall}, {wood} and {woodd} as well, and {shape} where the product is.

Each file has three views: the product, and by the fragments #close and #scene what is in it from near and in use.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

import yaml

FOLDER = Path(__file__).parent
PAPER, INK, WOOD, DARK_WOOD = "#fffdf8", "#2e2a27", "#c49a6c", "#8f6846"

FILE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img"><title>{title}</title>
<view id="close" viewBox="116 110 190 190"/><view id="scene" viewBox="400 0 400 400"/>
<path d="M0 0h400v400H0z" fill="{bg}"/><circle cx="200" cy="196" r="164" fill="{halo}"/>
<ellipse cx="200" cy="338" rx="124" ry="14" fill="{shadow}"/>
{shape}
<g transform="translate(400 0)">
{scene}
</g>
</svg>
"""


class Subject(TypedDict):
    """A row of pictures.yaml."""

    kind: str
    scene: str
    accent: str
    background: str
    colours: dict[str, str]


def draw(title: str, subject: Subject, colour: str) -> str:
    """The picture of a product in a colour."""
    background = subject["background"]
    shades = {"c": colour, "d": mixed(colour, "#201a16", 0.25), "l": mixed(colour, "#ffffff", 0.35)}
    surroundings = {"bg": background, "p": PAPER, "k": INK, "wood": WOOD, "woodd": DARK_WOOD}
    colours = {**shades, **surroundings, "a": subject["accent"], "wall": mixed(background, "#cbb89c", 0.3)}
    shape = filled("shapes", subject["kind"], colours)
    return FILE.format(
        title=title,
        bg=background,
        halo=mixed(background, "#ffffff", 0.45 if is_light(background) else 0.1),
        shadow=mixed(background, "#201a16", 0.14 if is_light(background) else 0.4),
        shape=shape,
        scene=filled("scenes", subject["scene"], {**colours, "shape": shape}),
    )


def filled(folder: str, name: str, values: Mapping[str, str]) -> str:
    drawing = (FOLDER / folder / f"{name}.svg").read_text().strip()
    for key, value in values.items():
        drawing = drawing.replace(f"{{{key}}}", value)
    return drawing


def is_light(colour: str) -> bool:
    return sum(int(colour[at : at + 2], 16) for at in (1, 3, 5)) > 3 * 128


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with a share of another in it."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def pictures() -> dict[str, str]:
    """Every picture by its file's name: a product's handle, and for each colour but the first that colour as well."""
    table: dict[str, Subject] = yaml.safe_load((FOLDER / "pictures.yaml").read_text())
    drawn = {}
    for handle, subject in table.items():
        for place, (name, colour) in enumerate(subject["colours"].items()):
            file = f"{handle}-{name.lower().replace(' ', '-')}" if place else handle
            drawn[file] = draw(file.replace("-", " ").capitalize(), subject, colour)
    return drawn


if __name__ == "__main__":
    for file, picture in pictures().items():
        (FOLDER / "pictures" / f"{file}.svg").write_text(picture)
