"""`make clean-data`: forgets the orders, accounts and mails of the local shop."""

import os
import shutil
import sys

from local.errors import CommandError
from local.home import Home


def main() -> int:
    home = Home.named(os.environ)
    try:
        with home.claimed():
            print(f"This removes every order, account and mail of {home.folder}.")
            if input('Type "yes" to go on: ').strip() != "yes":
                print("Nothing was removed.")
                return 1
            # As root the data may lie elsewhere, with a link to it.
            for folder in {home.postgres.resolve(), home.mails}:
                shutil.rmtree(folder, ignore_errors=True)
            for file in (home.postgres, home.metrics, home.log):
                file.unlink(missing_ok=True)
    except CommandError as failure:
        print(failure, file=sys.stderr)
        return 1
    except EOFError:
        print("\nNothing was removed.")
        return 1
    print("Removed. The next `make run` begins with a new shop.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
