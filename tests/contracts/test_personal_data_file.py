"""Every column is decided on: shoppers find it in the file of their data, or a reason why not."""

import json
import re
from typing import Any

import pytest

from codegen.operations import ROOT
from db.models.all import Table
from db.personal_data import IMPERSONAL_SCHEMAS
from db.personal_data_file import EVERYTHING, IN_FILE, LEFT_OUT, NOT_OF_TABLES, NOTHING_MISSING, PARTS, REASONS

TABLES = {str(table): table for table in Table.metadata.tables.values() if table.schema not in IMPERSONAL_SCHEMAS}
SCHEMAS: dict[str, Any] = json.loads((ROOT / "gateway/openapi.json").read_text())["components"]["schemas"]
DOWNLOAD = ROOT / "frontend/src/account/download"
DOCUMENT = (ROOT / "docs/personal-data-file.md").read_text()


def decided(table: str) -> list[str]:
    """The columns of the table for which there is a decision, once for each."""
    columns = [pair.partition("=")[0] for pair in IN_FILE.get(table, ("", ""))[1].split()]
    for named in LEFT_OUT.get(table, {}).values():
        columns += TABLES[table].columns.keys() if named == EVERYTHING else named.split()
    return columns


def fields(schema: dict[str, Any]) -> dict[str, Any]:
    """The fields of a schema, of the items of a list, or of what may also be null."""
    if "$ref" in schema:
        return fields(SCHEMAS[schema["$ref"].rpartition("/")[2]])
    if "items" in schema:
        return fields(schema["items"])
    for each in schema.get("anyOf", ()):
        if found := fields(each):
            return found
    return dict(schema.get("properties", {}))


def fields_at(path: str) -> dict[str, Any]:
    part, *inner = path.split(".")
    found = fields(SCHEMAS[PARTS[part]])
    for name in inner:
        found = fields(found[name])
    return found


def constant(module: str, name: str) -> str:
    """The text of a constant of the web shop, up to its closing bracket."""
    found = re.search(rf"const {name}[^=]* = [\[{{](.*?)[\]}}]", (DOWNLOAD / module).read_text(), re.DOTALL)
    assert found, f"{module} has no {name}"
    return found[1]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_each_column_is_in_the_file_or_left_out_for_a_reason(name: str) -> None:
    assert sorted(decided(name)) == sorted(TABLES[name].columns.keys()), "decide in db/personal_data_file.py"


def test_no_decision_is_about_a_table_that_is_gone() -> None:
    assert {*IN_FILE, *LEFT_OUT} <= set(TABLES)


@pytest.mark.parametrize("table", sorted(IN_FILE))
def test_what_is_in_the_file_is_in_an_answer_of_the_api(table: str) -> None:
    path, columns = IN_FILE[table]
    assert {pair.rpartition("=")[2] for pair in columns.split()} <= set(fields_at(path))


def test_the_web_shop_assembles_all_parts_and_names_their_schemas() -> None:
    assert dict(re.findall(r'(\w+): "(\w+)"', constant("file.ts", "SCHEMAS"))) == PARTS


def test_each_reason_is_known_and_is_said_in_the_file() -> None:
    used = {reason for reasons in LEFT_OUT.values() for reason in reasons}
    assert used == {*REASONS, *NOTHING_MISSING}
    assert set(re.findall(r'"(\w+)"', constant("file.ts", "LEFT_OUT"))) == {*REASONS, *NOT_OF_TABLES}


def test_the_document_describes_all_parts_and_reasons() -> None:
    for name, schema in PARTS.items():
        assert f"| `{name}` | `{schema}` |" in DOCUMENT
    for reason in (*REASONS, *NOT_OF_TABLES):
        assert f"| `{reason}` |" in DOCUMENT
