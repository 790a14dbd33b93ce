"""Finds free ports, and names the program that uses a port."""

import contextlib
import socket
from pathlib import Path

from local.errors import PortInUse

BACKLOG = 1024


def free_port() -> int:
    """A port that is free right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listening(host: str, port: int, setting: str) -> list[socket.socket]:
    """Sockets that listen on the port, on IPv6 too for `localhost`; raises PortInUse.

    Connections wait until a server accepts them.
    """
    try:
        first = _bound(socket.AF_INET, "127.0.0.1" if host == "localhost" else host, port)
    except OSError as refused:
        program = _program_on(port)
        raise PortInUse(
            f"Port {port} of {host} cannot be used ({refused.strerror}){f': {program} uses it' if program else ''}. "
            f"Stop that program, or choose another port: `make run {setting}={port + 1}`."
        ) from None
    sockets = [first]
    if host == "localhost":
        with contextlib.suppress(OSError):
            sockets.append(_bound(socket.AF_INET6, "::1", first.getsockname()[1]))
    return sockets


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(BACKLOG)
    except OSError:
        bound.close()
        raise
    return bound


def _program_on(port: int) -> str | None:
    """The program that listens on the port; None on systems other than Linux and for other users' processes."""
    inodes = {inode for table in ("tcp", "tcp6") for inode in _listening_inodes(Path("/proc/net") / table, port)}
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            if str(descriptor.readlink()) in inodes:
                pid = descriptor.parts[2]
                command = Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ").strip()
                return f"process {pid} ({command[:80]})"
    return None


def _listening_inodes(table: Path, port: int) -> list[str]:
    if not table.exists():
        return []
    rows = [line.split() for line in table.read_text().splitlines()[1:]]
    # Column 1 is the local address, 3 the state (0A listens), 9 the socket's inode.
    return [f"socket:[{row[9]}]" for row in rows if row[3] == "0A" and int(row[1].rpartition(":")[2], 16) == port]
