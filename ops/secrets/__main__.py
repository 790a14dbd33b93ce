"""`python -m ops.secrets make | rotate | backup-key | restore-key` manages the shop's sealed secrets."""

import argparse
import os
import time
from pathlib import Path

from ops.cluster import secrets
from ops.errors import run_command
from ops.secrets import key
from ops.secrets.commands import make, rotate
from ops.secrets.environments import environment


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m ops.secrets")
    parser.add_argument("--environment", default="production")
    parser.add_argument("--context", default="")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("make", help="create and seal the missing secrets").add_argument("--certificate", default="")
    commands.add_parser("rotate", help="take the next step of replacing a secret").add_argument("name")
    commands.choices["rotate"].add_argument("--at-once", action="store_true")
    for command in ("backup-key", "restore-key"):
        commands.add_parser(command, help="save or restore the cluster's sealing keys").add_argument("file", type=Path)
    chosen = parser.parse_args()
    where = environment(chosen.environment, chosen.context)
    match chosen.command:
        case "make" if chosen.environment == "kind":
            message = secrets.seal()
        case "make":
            message = make(where, chosen.certificate, os.environ, now=int(time.time()))
        case "rotate":
            if chosen.environment == "kind":
                secrets.seal()
            message = rotate(where, chosen.name, os.environ, now=int(time.time()), at_once=chosen.at_once)
        case "backup-key":
            message = key.save(chosen.file, where.context)
        case _:
            message = key.restore(chosen.file, where.context)
    print(message)


if __name__ == "__main__":
    run_command(main)
