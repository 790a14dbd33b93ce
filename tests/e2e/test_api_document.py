"""What the OpenAPI document says is so: schemathesis makes thousands of calls from it, and follows its links."""

import subprocess
import sys
from pathlib import Path

import pytest

from local.host.operations import ROOT
from tests.support.shop.running_shop import StartShop

CONFIGURATION = Path(__file__).parent / "schemathesis.toml"
# A JSON Schema cannot say what a cursor, a signature, a merchant's file or a password that cannot be guessed is:
# a call that keeps to the schema may still be refused, with the field that is wrong.
NOT_SAID_BY_SCHEMAS = "positive_data_acceptance"
# The access token is valid for ten minutes.
SECONDS_MAX = 570


@pytest.mark.timeout(SECONDS_MAX + 120)
def test_no_call_made_from_the_document_is_answered_otherwise_than_it_says(
    start_shop: StartShop, tmp_path: Path
) -> None:
    with start_shop() as shop, shop.client("staff") as staff:
        command = [
            *(
                Path(sys.executable).parent / "schemathesis",
                "--config-file",
                Path(__file__).parent / "schemathesis.toml",
            ),
            *("run", ROOT / "gateway" / "openapi.json"),
            *("--url", shop.run["shop"], "--header", f"Authorization: {staff.headers['authorization']}"),
            *("--checks", "all", "--exclude-checks", NOT_SAID_BY_SCHEMAS),
            *("--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "5", "--seed", "20261123"),
            *("--workers", "1", "--no-color", "--continue-on-failure"),
        ]
        tested = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS_MAX, check=False)
    assert tested.returncode == 0, tested.stdout[-20000:]
