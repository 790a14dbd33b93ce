"""`python -m functions.messaging.recovery.scheduled_call NAME` calls the operation once, and signs the call.

CronJobs run it (eventing/schedules). It exits with 1 if the operation does not answer; the Job tries again.
"""

import sys

from functions.runtime.adapters.relay_trigger import reach
from functions.runtime.settings import settings


def main(operation: str) -> int:
    return 0 if reach(operation, settings().function_url) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
