"""`make clean-data` deletes the orders, accounts and mails of the local shop."""

import os
import shutil
import sys

from local.errors import CommandError
from local.home import Home


def main() -> int:
    home = Home.named(os.environ)
    try:
        with home.locked():
            print(f"This deletes every order, account and mail in {home.folder}.")
            if input('Type "yes" to continue: ').strip() != "yes":
                print("Nothing was deleted.")
                return 1
            # If PostgreSQL was started by root, its data may be elsewhere, behind a symbolic link.
            for folder in {home.postgres.resolve(), home.mails}:
                shutil.rmtree(folder, ignore_errors=True)
            for file in (home.postgres, home.metrics, home.log):
                file.unlink(missing_ok=True)
    except CommandError as failure:
        print(failure, file=sys.stderr)
        return 1
    except EOFError:
        print("\nNothing was deleted.")
        return 1
    print("Deleted. The next `make run` starts with an empty shop.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
