"""`make trace ORDER=CS-...`: one order's whole story, from the database and the logs."""

import os
import sys
from datetime import datetime

from rich.console import Console

from ops.errors import CommandError
from ops.inspect.environments.choosing import chosen
from ops.inspect.trace.rendering import lines_of, told


def main() -> int:
    number = sys.argv[1].strip().upper() if len(sys.argv) > 1 else ""
    try:
        if not number:
            raise CommandError("Say which order: make trace ORDER=CS-XXXX-XXXX")
        environment = chosen(os.environ)
        if not (story := environment.story(number)):
            raise CommandError(f"There is no order {number[:40]} in the shop on {environment.name}.")
        placed_at = datetime.fromisoformat(story["order"]["placed_at"])
        Console(highlight=False).print(told(story, lines_of(story, environment.log(placed_at))))
    except CommandError as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
