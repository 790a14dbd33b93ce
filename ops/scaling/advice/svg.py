"""Draws the tried settings as an SVG: a dot each, and a line for the trade-off, with today's and the proposed ones."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

Point = tuple[float, float]
WIDTH, HEIGHT, LEFT, BOTTOM, MARGIN = 640, 400, 70, 44, 24
GREY, BLUE, RED, GREEN, TEXT = "#8a8f98", "#2f81f7", "#d73a49", "#2da44e", "#768390"


def chart(labels: tuple[str, str], tried: Sequence[Point], line: Sequence[Point], today: Point, proposed: Point) -> str:
    """The chart; a point has the traded-off metric first, then the minimised one, and `labels` name both."""
    right, top = (1.05 * max(each[axis] for each in tried) or 1.0 for axis in (0, 1))

    def place(point: Point) -> tuple[float, float]:
        x = LEFT + (WIDTH - LEFT - MARGIN) * point[0] / right
        return x, HEIGHT - BOTTOM - (HEIGHT - BOTTOM - MARGIN) * point[1] / top

    floor = HEIGHT - BOTTOM
    curve = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(place, line))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
            'font-size="12">',
            f"<title>{escape(labels[1])} against {escape(labels[0])}</title>",
            f'<path d="M{LEFT} {MARGIN}V{floor}H{WIDTH - MARGIN}" fill="none" stroke="{TEXT}"/>',
            *(_dot(place(each), 2.5, GREY) for each in tried),
            f'<polyline points="{curve}" fill="none" stroke="{BLUE}" stroke-width="1.5"/>',
            _dot(place(today), 5, RED, "today"),
            _dot(place(proposed), 5, GREEN, "proposed"),
            _text(WIDTH - MARGIN, HEIGHT - 10, labels[0], "end"),
            _text(8, 14, labels[1]),
            *(_text(*place((right / 1.05 * part, 0)), f"{right / 1.05 * part:.3g}", "middle", 16) for part in (0.5, 1)),
            *(
                _text(LEFT - 6, place((0, top / 1.05 * part))[1], f"{top / 1.05 * part:.3g}", "end")
                for part in (0.5, 1)
            ),
            "</svg>\n",
        ]
    )


def _dot(place: tuple[float, float], radius: float, colour: str, label: str = "") -> str:
    x, y = place
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"/>'
    return dot + (_text(x + 8, y - 6, label, colour=colour) if label else "")


def _text(x: float, y: float, text: str, anchor: str = "start", lower: float = 0, colour: str = TEXT) -> str:
    return f'<text x="{x:.0f}" y="{y + lower:.0f}" fill="{colour}" text-anchor="{anchor}">{escape(text)}</text>'
