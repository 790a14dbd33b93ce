"""`python -m local.web.npm ARGUMENTS` runs npm in frontend/ with the Node.js that builds the web shop."""

import os
import subprocess
import sys

from local.errors import BuildFailed
from local.web.build import FRONTEND
from local.web.node import installed_node, own_node


def main() -> int:
    try:
        node = own_node() or installed_node()
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    path = f"{node.folder}{os.pathsep}{os.environ.get('PATH', '')}"
    words = [*node.npm, *sys.argv[1:]]
    return subprocess.run(words, cwd=FRONTEND, env={**os.environ, "PATH": path}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
