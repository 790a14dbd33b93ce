"""`python -m codegen` writes all generated files of this repository, and names those that changed.

`--raise NAME` measures that operation's cold start again and makes the result its budget; otherwise budgets never
change. `--without-client` skips the web shop's client, the only file that needs Node.js.
"""

import argparse
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from codegen import cold_start_budget, event_schemas, kustomize, network_policies, readme_table, sample_day, web_client
from codegen.dashboards import rendering
from codegen.openapi.files import files as openapi_files
from codegen.operations import ROOT, operation_modules
from local.errors import BuildFailed

# Folders with generated files only; files that are no longer generated are removed from them.
OWNED = (event_schemas.FOLDER, rendering.OUTPUT)


def generated(raised: Collection[str] = ()) -> dict[Path, str]:
    """Each generated file with its content, except the web shop's client, which needs Node.js."""
    return {
        **kustomize.files(),
        **network_policies.files(),
        **event_schemas.files(),
        **openapi_files(),
        **rendering.files(),
        readme_table.README: readme_table.text(),
        cold_start_budget.BUDGET: cold_start_budget.text(raised),
    }


def stale(files: Collection[Path]) -> list[Path]:
    """Files in the generated folders that nothing generates."""
    return sorted(path for folder in OWNED for path in folder.iterdir() if path not in files)


def write(raised: Collection[str] = ()) -> Iterator[Path]:
    """Writes and yields the files that are out of date, except the client."""
    files = generated(raised)
    for path, text in files.items():
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            yield path
    for path in stale(files):
        path.unlink()
        yield path
    if sample_day.write():
        yield sample_day.SAMPLE_DAY


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m codegen")
    parser.add_argument("--raise", dest="raised", metavar="NAME", nargs="+", default=[])
    parser.add_argument("--without-client", action="store_true")
    given = parser.parse_args()
    raised = given.raised
    if unknown := set(raised) - operation_modules().keys() - {cold_start_budget.ALL}:
        print(f"There is no operation {', '.join(sorted(unknown))}; no budget was raised.", file=sys.stderr)
        return 1
    for path in write(raised):
        print(f"  {path.relative_to(ROOT)}")
    client = web_client.CLIENT.relative_to(ROOT)
    if given.without_client:
        print(f"{client} was left as it is; `make generate` writes it.")
        return 0
    try:
        if web_client.write():
            print(f"  {client}")
    except (BuildFailed, subprocess.TimeoutExpired) as failure:
        print(f"{client} alone was left as it is, for want of Node.js or of its packages.\n{failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
