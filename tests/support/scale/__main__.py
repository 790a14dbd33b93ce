"""`python -m tests.support.scale` writes the list of every operation's statements."""

import tempfile
from pathlib import Path

from tests.support.postgres import running_postgres
from tests.support.scale.loading import Size
from tests.support.scale.measurement import STATEMENTS, listed, measure
from tests.support.scale.measuring import Measured


def main() -> None:
    small, large = (_measured(Size(products, orders=1_000)) for products in (1_000, 30_000))
    STATEMENTS.write_text(listed(small, large))


def _measured(size: Size) -> Measured:
    with tempfile.TemporaryDirectory() as folder, running_postgres(Path(folder)) as server:
        return measure(server, size)


if __name__ == "__main__":
    main()
