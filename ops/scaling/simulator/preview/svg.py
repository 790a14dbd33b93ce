"""Draws pods over time, base beside head, as an SVG that reads on light and on dark pages."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

NAMESPACE = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 200, 44, 28, 24
BASE_COLOUR, HEAD_COLOUR, TEXT_COLOUR = "#8a8f98", "#2f81f7", "#768390"
TICKS = 6


def chart(
    title: str, base: str, base_pods: Sequence[float], head_pods: Sequence[float], seconds: int, head: str = "now"
) -> str:
    highest = max(*base_pods, *head_pods, 1.0)
    lines = [
        f'<svg xmlns="{NAMESPACE}" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="11">',
        f"<title>{escape(title)}: pods over time</title>",
        _text(LEFT, 16, f"{title}: pods"),
        _text(WIDTH - 8, 16, escape(base), "end", BASE_COLOUR),
        _text(WIDTH - 8, 28, escape(head), "end", HEAD_COLOUR),
        *_scales(highest, seconds),
        _steps(base_pods, highest, BASE_COLOUR, 2.5),
        _steps(head_pods, highest, HEAD_COLOUR, 1.5),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _scales(highest: float, seconds: int) -> list[str]:
    floor = HEIGHT - BOTTOM
    found = [f'<path d="M{LEFT} {TOP}V{floor}H{WIDTH - 8}" fill="none" stroke="{TEXT_COLOUR}"/>']
    found += [_text(LEFT - 6, TOP + 4, f"{highest:.3g}", "end"), _text(LEFT - 6, floor + 4, "0", "end")]
    for tick in range(TICKS + 1):
        x = LEFT + (WIDTH - 8 - LEFT) * tick / TICKS
        found.append(_text(x, HEIGHT - 8, _time(seconds * tick / TICKS, seconds), "middle" if tick else "start"))
    return found


def _time(second: float, of_seconds: int) -> str:
    return f"{second / 3600:.3g} h" if of_seconds >= 7200 else f"{second / 60:.3g} min"


def _steps(pods: Sequence[float], highest: float, colour: str, width: float) -> str:
    step, floor = (WIDTH - 8 - LEFT) / len(pods), HEIGHT - BOTTOM
    heights = [floor - (floor - TOP) * value / highest for value in pods]
    path = "".join(f"V{height:.1f}h{step:.2f}" for height in heights)
    return f'<path d="M{LEFT} {floor}{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = TEXT_COLOUR) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}" text-anchor="{anchor}">{text}</text>'
