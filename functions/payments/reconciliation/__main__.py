"""`python -m functions.payments.reconciliation` compares provider and ledger for the payments opened in a period.

SINCE and UNTIL in the environment set the period, in ISO 8601. The command prints each difference, and exits with 1 if
there is any.
"""

import os
import sys
from datetime import UTC, datetime

from functions.payments.providers.configured import payment_provider
from functions.payments.reconciliation.period import compare
from functions.runtime.database.connections import sessions


def main() -> int:
    since, until = (_time(name) for name in ("SINCE", "UNTIL"))
    with sessions()() as session:
        compared = compare(session, payment_provider(), since, until)
    for line in [*compared.missing, *map(str, compared.differences)]:
        sys.stdout.write(f"{line}\n")
    count = len(compared.missing) + len(compared.differences)
    named = f"{since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M} UTC"
    sys.stdout.write(f"{compared.payments} payments were opened from {named}; they have {count} differences.\n")
    return 1 if count else 0


def _time(name: str) -> datetime:
    return datetime.fromisoformat(os.environ[name]).astimezone(UTC)


if __name__ == "__main__":
    sys.exit(main())
