"""`python -m local.web.npm ARGUMENTS` runs npm in frontend/ with the Node.js that builds the web shop."""

import os
import subprocess
import sys

from local.errors import run_command
from local.web.build import FRONTEND
from local.web.node import installed_node, own_node


def main() -> int:
    node = own_node() or installed_node()
    path = f"{node.folder}{os.pathsep}{os.environ.get('PATH', '')}"
    words = [*node.npm, *sys.argv[1:]]
    return subprocess.run(words, cwd=FRONTEND, env={**os.environ, "PATH": path}, check=False).returncode


if __name__ == "__main__":
    run_command(main)
