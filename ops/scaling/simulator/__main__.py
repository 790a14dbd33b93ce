"""`python -m ops.scaling.simulator preview --base main --trace FILE` forecasts the effect of changed settings.

`wakes` proposes which functions to wake for the likely next step. `day` writes a trace of a simulated day; `import`
converts a public trace or a Locust report into a trace."""

import argparse
import sys
from pathlib import Path

from ops.scaling.simulator.commands import day, imports, preview, prewarming

ROOT = Path(__file__).resolve().parents[3]

# The forecast was not made; 1 says that it breaks a bound.
FAILED = 2


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.scaling.simulator")
    commands = parser.add_subparsers(dest="command", required=True)
    for each in (preview, prewarming, day, imports):
        each.add_to(commands)
    chosen = parser.parse_args()
    try:
        return int(chosen.run(chosen, ROOT))
    except (ValueError, OSError) as reason:
        sys.stderr.write(f"{reason}\n")
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
