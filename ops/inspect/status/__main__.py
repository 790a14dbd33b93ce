"""`make status`: what an operator wants first. It ends with 1 where something is not well."""

import os
import sys

from rich.console import Console

from ops.errors import CommandError
from ops.inspect.environments.choosing import chosen
from ops.inspect.environments.environment import Environment
from ops.inspect.status.health import findings
from ops.inspect.status.reading import Samples, operations
from ops.inspect.status.tables import deployments_table, health_table, operations_table, orders_table


def main() -> int:
    try:
        return 0 if show(chosen(os.environ), Console(highlight=False)) else 1
    except CommandError as reason:
        print(reason, file=sys.stderr)
        return 1


def show(environment: Environment, console: Console) -> bool:
    """Whether all is well."""
    status = environment.status()
    samples, recent = Samples(status["samples"]), status["recent"]
    found = findings(samples)
    console.print(f"The shop on {environment.name}\n", style="bold")
    console.print(operations_table(operations(recent), environment.pods(), recent["seconds"]), "")
    console.print(health_table(found), "")
    console.print(orders_table(samples), "")
    if (applications := environment.deployments()) is not None:
        console.print(deployments_table(applications), "")
    return all(finding.is_well for finding in found)


if __name__ == "__main__":
    sys.exit(main())
