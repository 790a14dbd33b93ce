"""Implements `day`: makes a trace of a day of the demo shop's shoppers and staff."""

import argparse
from pathlib import Path
from typing import Any

from rich.console import Console

from ops.scaling.simulator.shop import table
from ops.scaling.simulator.traffic import generator, trace_file
from ops.scaling.simulator.traffic.demo_shop import behaviour
from ops.scaling.simulator.traffic.visits import Campaign


def add_to(commands: Any) -> None:
    parser = commands.add_parser("day", help="make a day of shoppers and staff")
    parser.add_argument("--visitors", type=int, default=500)
    parser.add_argument("--mail", metavar="HOUR:VISITORS", help="a campaign mail brings so many more, such as 11:150")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without-nginx", action="store_true", help="as if every request reached the gateway")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, root: Path) -> int:
    # The demo shop is on the local cluster, with the card simulator, whose page its shoppers open.
    names = table.rows((root / table.path("kind")).read_text())
    behaviours = {name: behaviour(name) for name in names}
    made = generator.day(
        behaviours, chosen.visitors, campaign=_campaign(chosen.mail), seed=chosen.seed, is_kept=not chosen.without_nginx
    )
    trace_file.write(made, chosen.to)
    Console(highlight=False).print(f"{chosen.to}: {made.calls()} requests, {made.source}", soft_wrap=True)
    return 0


def _campaign(mail: str | None) -> Campaign | None:
    if mail is None:
        return None
    hour, _, visitors = mail.partition(":")
    return Campaign(float(hour), int(visitors))
