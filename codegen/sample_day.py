"""The sample day of the autoscaling simulator, in which each operation has its behaviour (docs/tuning.md)."""

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
    """A day on the local cluster with the card simulator, whose page its shoppers open."""
    names = table.rows((ROOT / table.path("kind")).read_text())
    behaviours = {name: behaviour(name) for name in names}
    return generator.day(behaviours, VISITORS, campaign=CAMPAIGN, is_kept=True)


def write() -> bool:
    """Whether the file changed. Days are compared, not bytes: these depend on the version of zlib."""
    day = made()
    if trace_file.read(SAMPLE_DAY) == day:
        return False
    trace_file.write(day, SAMPLE_DAY)
    return True
