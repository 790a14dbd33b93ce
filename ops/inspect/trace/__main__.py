"""`make trace ORDER=CS-...` shows everything that happened to one order, from the database and the logs."""

import os
import sys
from datetime import datetime

from rich.console import Console

from ops.errors import CommandError, run_command
from ops.inspect.environments.choosing import chosen
from ops.inspect.trace.rendering import lines_of, rendered


def main() -> None:
    number = sys.argv[1].strip().upper() if len(sys.argv) > 1 else ""
    if not number:
        raise CommandError("ORDER must be an order's number: make trace ORDER=CS-XXXX-XXXX")
    environment = chosen(os.environ)
    if not (trace := environment.trace(number)):
        raise CommandError(f"There is no order {number[:40]} in the shop on {environment.name}.")
    placed_at = datetime.fromisoformat(trace["order"]["placed_at"])
    about = (trace["order"]["number"], trace["order"]["id"], *trace["traces"])
    Console(highlight=False).print(rendered(trace, lines_of(trace, environment.log(placed_at, about))))


if __name__ == "__main__":
    run_command(main)
