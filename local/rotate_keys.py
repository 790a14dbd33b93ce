"""`make rotate-keys` adds a new signing key for access tokens; no one has to log in again.

The shop need not be running.
"""

import os
import sys
import time
from datetime import UTC, datetime

from functions.identity.keys.key_rotation import TooManyKeys, add_key
from local.errors import CommandError
from local.secrets import token_keys_file
from local.settings import LocalSettings


def main() -> int:
    try:
        path = token_keys_file(LocalSettings.from_environment(os.environ).home.secrets)
        key = add_key(path, now=int(time.time()))
    except (CommandError, TooManyKeys) as failure:
        print(failure, file=sys.stderr)
        return 1
    begins = datetime.fromtimestamp(key.activates_at, UTC).astimezone()
    print(f"Key {key.kid} is published and signs from {begins:%H:%M} on; the others remain until their tokens expire.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
