"""`python -m codegen.openapi.lint` checks the OpenAPI document by Spectral's and Redocly's recommended rules.

It installs both linters into codegen/openapi/linters the first time; after that it needs no network.
"""

import sys
from pathlib import Path

from local.errors import BuildFailed
from local.web.build import installed, npm

FOLDER = Path(__file__).parent / "linters"
LINTERS = ("spectral", "redocly")


def main() -> int:
    try:
        node = installed(FOLDER, print)
        for linter in LINTERS:
            npm(node, FOLDER, "run", "--silent", linter)
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
