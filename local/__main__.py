"""`python -m local` runs the whole shop in one process until Ctrl-C."""

import os
import signal
import sys
from types import FrameType

from local.errors import CommandError
from local.host.server import run
from local.logs import redirect_library_logs
from local.settings import LocalSettings


def main() -> int:
    redirect_library_logs()
    # During the start, SIGTERM does what Ctrl-C does.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        run(LocalSettings.from_environment(os.environ))
    except CommandError as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # Ends the process at once, even if a relay thread is waiting for its next event.
    os._exit(code)
