"""`make clean-data` deletes the orders, accounts and mails of the local shop."""

import os
import shutil

from local.errors import run_command
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
    except EOFError:
        print("\nNothing was deleted.")
        return 1
    print("Deleted. The next `make run` starts with an empty shop.")
    return 0


if __name__ == "__main__":
    run_command(main)
