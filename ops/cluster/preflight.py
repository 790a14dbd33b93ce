"""Checks whether this machine can run the cluster, and reports how to fix what is missing."""

import shutil
import socket
from pathlib import Path

from ops.errors import CommandError
from ops.shell import NAME, run, succeeds

PORT = 8080
MEMORY_GIB_MIN = 6
# The nodes of a new cluster with the whole shop hold 15 GiB; what it keeps of logs, metrics and backups comes on top.
DISK_GIB_MIN = 20
TOOLS = {
    "git": "https://git-scm.com/downloads",
    "docker": "https://docs.docker.com/engine/install/",
    "kind": "https://kind.sigs.k8s.io/docs/user/quick-start/#installation",
    "kubectl": "https://kubernetes.io/docs/tasks/tools/",
    "kubeseal": "https://github.com/bitnami/sealed-secrets#kubeseal, or run `make kubeseal`, which needs Go",
}
INOTIFY = {"max_user_watches": 524288, "max_user_instances": 512}


def check() -> str | None:
    """Raises CommandError with everything that is missing."""
    problems = _missing_tools() or [*_docker(), *_limits(), *_room()]
    if problems:
        raise CommandError("This machine cannot run the cluster yet:\n" + "\n".join(f"  - {text}" for text in problems))
    return None


def cluster_exists() -> bool:
    """Whether the cluster exists, complete or not."""
    return NAME in run("kind", "get", "clusters").split()


def _missing_tools() -> list[str]:
    return [f"{tool} is not installed; see {source}" for tool, source in TOOLS.items() if shutil.which(tool) is None]


def _docker() -> list[str]:
    if succeeds("docker", "info"):
        return []
    return ["the Docker engine does not respond; start it, and make sure that you are in the group `docker`"]


def _limits() -> list[str]:
    """Checks the inotify limits: every node runs dozens of programs that watch files."""
    problems = []
    for name, minimum in INOTIFY.items():
        path = Path("/proc/sys/fs/inotify") / name
        if path.exists() and int(path.read_text()) < minimum:
            problems.append(f"fs.inotify.{name} is below {minimum}; run: sudo sysctl fs.inotify.{name}={minimum}")
    return problems


def _room() -> list[str]:
    """Checks memory, disk and port for a cluster that does not exist yet."""
    if not succeeds("docker", "info") or cluster_exists():
        return []
    problems = []
    if (free := _memory_gib()) is not None and free < MEMORY_GIB_MIN:
        problems.append(f"{free:.1f} GiB of memory are free, {MEMORY_GIB_MIN} are needed; stop other programs")
    if (free := shutil.disk_usage("/").free / 2**30) < DISK_GIB_MIN:
        problems.append(f"{free:.0f} GiB of disk are free, {DISK_GIB_MIN} are needed; `docker system prune` frees some")
    if _is_taken(PORT):
        problems.append(f"port {PORT}, the shop's, is in use; stop the program that uses it, such as `make run`")
    return problems


def _memory_gib() -> float | None:
    path = Path("/proc/meminfo")
    if not path.exists():
        return None
    fields = dict(line.split(":") for line in path.read_text().splitlines())
    return int(fields["MemAvailable"].split()[0]) / 2**20


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
