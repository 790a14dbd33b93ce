"""The web shop's Nginx in a container, as the cluster runs it."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from local.host.operations import ROOT
from tests.support.waiting import eventually

CONFIGURATION = ROOT / "frontend" / "nginx.conf"
(IMAGE,) = re.findall(r"^FROM (nginx\S+)$", (ROOT / "frontend" / "Dockerfile").read_text(), re.MULTILINE)
FILES, CATALOG = 8080, 8081
# An unprivileged user, no capability, nothing to write to but /tmp.
LOCKED = ("--read-only", "--tmpfs", "/tmp:size=256m", "--cap-drop", "ALL", "--security-opt", "no-new-privileges")
# What Docker calls the address by which containers reach this machine.
THIS_MACHINE = "host-gateway"
# The name by which a cluster has it.
TRAEFIK = "traefik-private.traefik.svc.cluster.local"


def docker(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["docker", *words], capture_output=True, text=True, timeout=60, check=False)


def has_image() -> bool:
    try:
        return docker("image", "inspect", IMAGE).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@contextmanager
def nginx(build: Path, configuration: Path = CONFIGURATION, *, traefik: str = "127.0.0.1") -> Iterator[dict[int, str]]:
    """The addresses of Nginx's two ports; it serves the build, and asks Traefik at that address."""
    mounted = ("-v", f"{configuration}:/etc/nginx/nginx.conf:ro", "-v", f"{build}:/srv/web:ro")
    published = ("--publish", f"127.0.0.1::{FILES}", "--publish", f"127.0.0.1::{CATALOG}")
    started = docker(
        *("run", "--detach", "--rm", *published, *LOCKED, "--add-host", f"{TRAEFIK}:{traefik}", *mounted),
        *("--entrypoint", "nginx", IMAGE, "-g", "daemon off;"),
    )
    assert started.returncode == 0, started.stderr
    container = started.stdout.strip()
    try:
        addresses = {port: f"http://{docker('port', container, str(port)).stdout.strip()}" for port in (FILES, CATALOG)}
        _wait_for(addresses[FILES], container)
        yield addresses
    finally:
        docker("stop", container)


def _wait_for(address: str, container: str) -> None:
    def is_serving() -> bool:
        try:
            return httpx.get(f"{address}/healthz").status_code == 204
        except httpx.TransportError:
            return False

    try:
        eventually(is_serving, seconds=20, what="Nginx serves", every=0.1)
    except AssertionError as late:
        raise AssertionError(docker("logs", container).stderr) from late
