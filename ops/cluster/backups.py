"""Backs up the database."""

import time

from ops.jobs import output_of
from ops.shell import SHOP, kubectl

BACKUP_SECONDS = 1800


def backup() -> None:
    """Runs the hourly backup Job now, and prints the name of its backup."""
    print(f"Backup written: {write_backup()}")


def write_backup() -> str:
    name = f"database-backup-{time.strftime('%Y%m%d%H%M%S', time.gmtime())}"
    kubectl("create", "job", name, "-n", SHOP, "--from=cronjob/database-backup")
    return output_of(name, BACKUP_SECONDS).splitlines()[-1]
