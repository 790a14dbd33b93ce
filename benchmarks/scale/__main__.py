"""`python -m benchmarks.scale SIZE` measures every statement in a shop of that size, and stores the pages and rows."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.record import RESULTS, record
from tests.support.postgres import running_postgres
from tests.support.scale.loading import Size
from tests.support.scale.measurement import measure
from tests.support.scale.measuring import Measured

# The large one takes some 30 GB, below TMPDIR.
SIZES = {
    "small": Size(products=100, orders=100_000),
    "medium": Size(products=10_000, orders=1_000_000),
    "large": Size(products=1_000_000, orders=10_000_000),
}


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in SIZES:
        sys.exit(f"SIZE must be one of {', '.join(SIZES)}.")
    with tempfile.TemporaryDirectory() as folder, running_postgres(Path(folder)) as server:
        measured = measure(server, SIZES[name])
    print(f"stored in {record('scale', {**_other_sizes(), name: _rows(measured)})}")


def _other_sizes() -> dict[str, Any]:
    stored = RESULTS / "scale.json"
    found = json.loads(stored.read_text()) if stored.exists() else {}
    return {name: found[name] for name in SIZES if name in found}


def _rows(measured: Measured) -> dict[str, dict[str, list[int]]]:
    """The pages read and the rows visited, by operation and statement."""
    return {
        operation: {statement: [cost.buffers, cost.rows] for statement, cost in sorted(costs.items())}
        for operation, costs in sorted(measured.costs.items())
    }


if __name__ == "__main__":
    main()
