"""`make trace ORDER=CS-...`: one order's whole story, from the database and the logs."""

import os
import sys
from datetime import datetime

from rich.console import Console

from observability.errors import CannotTell
from ops.inspect.environments.choosing import chosen
from ops.inspect.trace.rendering import lines_of, told


def main() -> int:
    number = sys.argv[1].strip().upper() if len(sys.argv) > 1 else ""
    try:
        if not number:
            raise CannotTell("Say which order: make trace ORDER=CS-XXXX-XXXX")
        place = chosen(os.environ)
        if not (story := place.story(number)):
            raise CannotTell(f"There is no order {number[:40]} in the shop on {place.name}.")
        placed_at = datetime.fromisoformat(story["order"]["placed_at"])
        Console(highlight=False).print(told(story, lines_of(story, place.log(placed_at))))
    except CannotTell as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
