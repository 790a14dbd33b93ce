"""`make status` shows the state of the shop; its exit status is 1 if a check fails."""

import os

from rich.console import Console

from ops.errors import run_command
from ops.inspect.environments.choosing import chosen
from ops.inspect.environments.environment import Environment
from ops.inspect.status.health import findings
from ops.inspect.status.reading import Samples, operations
from ops.inspect.status.tables import deployments_table, health_table, operations_table, orders_table, rollouts_table


def main() -> int:
    return 0 if show(chosen(os.environ), Console(highlight=False)) else 1


def show(environment: Environment, console: Console) -> bool:
    """Prints the state of the shop; returns whether all checks pass."""
    status = environment.status()
    samples, last_hour = Samples(status["samples"]), status["last_hour"]
    found = findings(samples)
    console.print(f"The shop on {environment.name}\n", style="bold")
    console.print(operations_table(operations(last_hour), environment.pods(), last_hour["seconds"]), "")
    console.print(health_table(found), "")
    console.print(orders_table(samples), "")
    if rollouts := environment.rollouts():
        console.print(rollouts_table(rollouts), "")
    if (applications := environment.deployments()) is not None:
        console.print(deployments_table(applications), "")
    return all(finding.is_ok for finding in found)


if __name__ == "__main__":
    run_command(main)
