"""The published document is what the gateway and the operations do."""

from openapi_spec_validator import validate

from codegen.openapi.document import openapi
from codegen.operations import routes

DOCUMENT = openapi()


def test_it_is_valid_openapi() -> None:
    validate(DOCUMENT)


def test_it_describes_every_route() -> None:
    described = {(method.upper(), path) for path, at in DOCUMENT["paths"].items() for method in at}
    assert described == {(route["method"], route["path"]) for route in routes()}


def test_every_link_leads_to_an_operation_and_one_of_its_parameters() -> None:
    operations = {operation["operationId"]: operation for at in DOCUMENT["paths"].values() for operation in at.values()}
    for operation in operations.values():
        for answer in operation["responses"].values():
            for link in answer.get("links", {}).values():
                names = {parameter["name"] for parameter in operations[link["operationId"]]["parameters"]}
                assert link["parameters"].keys() <= names
