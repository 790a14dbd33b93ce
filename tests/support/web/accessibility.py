"""Checks a page with axe."""

from tests.support.folders import ROOT
from tests.support.web.visitor import Visitor

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# What turns without end, such as a sign of waiting, is not waited for.
SETTLED = """Promise.allSettled(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().endTime < Infinity).map(each => each.finished))"""


def barriers(visitor: Visitor) -> list[str]:
    """The problems that axe finds, each with its element, once all colour transitions have ended."""
    visitor.page.evaluate(AXE.read_text())
    visitor.page.evaluate(SETTLED)
    found = visitor.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
