"""`python -m codegen.openapi.lint` checks the OpenAPI document by Spectral's and Redocly's recommended rules.

It installs both linters into codegen/openapi/linters the first time; after that it needs no network.
"""

from pathlib import Path

from local.errors import run_command
from local.web.build import installed, npm

FOLDER = Path(__file__).parent / "linters"
LINTERS = ("spectral", "redocly")


def main() -> None:
    node = installed(FOLDER, print)
    for linter in LINTERS:
        npm(node, FOLDER, "run", "--silent", linter)


if __name__ == "__main__":
    run_command(main)
