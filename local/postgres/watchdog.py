"""Stops the PostgreSQL server when the shop that started it ends, even if that shop is killed."""

import os
import signal
import subprocess
import time
from pathlib import Path

from local.errors import PostgresFailed
from local.postgres.user import ServerUser

LEFT_OVER_STOP_SECONDS = 20

# Waits for the end of its input, which comes when the process that holds the pipe ends, even by kill -9.
_WATCH = 'read -r _; [ "$(head -n1 "$1/postmaster.pid" 2>/dev/null)" = "$0" ] && kill -INT "$0"'


def stop_with_this_process(pid: int, data: Path, user: ServerUser) -> subprocess.Popen[bytes]:
    """Starts a process that stops the server when this process has ended."""
    return subprocess.Popen(
        ["sh", "-c", _WATCH, str(pid), data], stdin=subprocess.PIPE, start_new_session=True, cwd="/", **user.identity()
    )


def stop_left_over(data: Path) -> None:
    """Stops a server that an earlier run left running on this data; the caller holds the folder's lock."""
    record = data / "postmaster.pid"
    try:
        pid = int(record.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    if "postgres" not in _command_of(pid):
        # Another program has this process id now; PostgreSQL would take it for a server and refuse to start.
        record.unlink(missing_ok=True)
        return
    if not _is_server_of(pid, data):
        raise PostgresFailed(
            f"{record} names process {pid}, a PostgreSQL with other data. If so, delete the file and try again."
        )
    for how in (signal.SIGINT, signal.SIGQUIT):
        os.kill(pid, how)
        if _ends(pid, data):
            return
    raise PostgresFailed(f"The PostgreSQL of an earlier run, process {pid}, does not stop. End it and try again.")


def _is_server_of(pid: int, data: Path) -> bool:
    command = _command_of(pid)
    return "postgres" in command and str(data) in command


def _command_of(pid: int) -> str:
    """The command line of a process; empty if there is none."""
    if Path("/proc/self/cmdline").exists():
        shown = Path(f"/proc/{pid}/cmdline")
        return shown.read_text(errors="replace").replace("\0", " ") if shown.exists() else ""
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, check=False, text=True).stdout


def _ends(pid: int, data: Path) -> bool:
    deadline = time.monotonic() + LEFT_OVER_STOP_SECONDS / 2
    while time.monotonic() < deadline:
        if not _is_server_of(pid, data):
            return True
        time.sleep(0.05)
    return False
