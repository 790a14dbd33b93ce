"""Writes the sample day of the autoscaling simulator, which has the behaviour of each operation (docs/tuning.md)."""

from codegen.operations import ROOT
from ops.scaling.simulator.commands.preview import GENERATED_DAY
from ops.scaling.simulator.shop import table
from ops.scaling.simulator.traffic import generator, trace_file
from ops.scaling.simulator.traffic.demo_shop import behaviour
from ops.scaling.simulator.traffic.trace import Trace
from ops.scaling.simulator.traffic.visits import Campaign

SAMPLE_DAY = ROOT / GENERATED_DAY
VISITORS, CAMPAIGN = 500, Campaign(11, 150)


def made() -> Trace:
    """A day on the local cluster with the card simulator, whose page shoppers open."""
    names = table.rows((ROOT / table.path("kind")).read_text())
    behaviours = {name: behaviour(name) for name in names}
    return generator.day(behaviours, VISITORS, campaign=CAMPAIGN, is_kept=True)


def write() -> bool:
    """Writes the file if the day has changed, and returns whether it has; bytes also differ by zlib's version."""
    day = made()
    if trace_file.read(SAMPLE_DAY) == day:
        return False
    trace_file.write(day, SAMPLE_DAY)
    return True
