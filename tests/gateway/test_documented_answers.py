"""What the OpenAPI document says of refusals and failures is what the gateway answers, for every operation."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import pytest
from joserfc.jwk import OKPKey

from codegen.openapi.document import openapi
from codegen.openapi.headers import HEADERS
from codegen.openapi.sources import Documented, documented
from gateway.http.head import HEADER_BYTES_MAX, URI_BYTES_MAX
from gateway.routing.routes import UNLIMITED, Route
from gateway.settings import policies
from tests.support.gateway.gateway import Gateway, Start
from tests.support.gateway.keys import a_token
from tests.support.servers.functions import Behaviour, Functions, answering, echoing, saying, sleeping

PROBLEM = "application/problem+json"
ROLES = {"anyone": "shopper", "shopper": "shopper", "staff": "staff"}
NO_FUNCTION = "http://127.0.0.1:1/{operation}"
# One request of each client and policy.
SCARCE = policies("browsing=1/60 pictures=1/60 account=1/60 placing=1/60")
DOCUMENT = openapi()
OPERATIONS = documented()
METHODS = {path: {method.upper() for method in at} for path, at in DOCUMENT["paths"].items()}


@dataclass(frozen=True)
class Fault:
    """A call that goes wrong: further header lines, or how the gateway is set up and its functions answer."""

    status: int
    lines: str = ""
    method: Callable[[Route], str] = lambda route: route.method
    query: str = ""
    is_complete: bool = True
    is_signed_in: bool = True
    behaviour: Behaviour = echoing
    settings: dict[str, Any] = field(default_factory=dict)
    calls: int = 1
    concerns: Callable[[Route], bool] = lambda _: True


def other_method(route: Route) -> str:
    return next(method for method in ("PATCH", "PUT", "DELETE") if method not in METHODS[route.path])


def failing(status: int) -> Behaviour:
    return answering(status, {"status": status}, media_type=PROBLEM)


FAULTS = [
    Fault(400, lines="cart-token: a\r\ncart-token: b\r\n"),
    Fault(401, lines="authorization: Bearer nonsense\r\n", is_signed_in=False),
    Fault(403, lines="session-transport: cookie\r\nsec-fetch-site: cross-site\r\n", is_signed_in=False),
    Fault(405, method=other_method),
    Fault(408, is_complete=False, settings={"request_seconds": 0.1}),
    Fault(413, lines="content-length: 99999999999\r\n", concerns=lambda route: route.takes_body),
    Fault(414, query="?" + "x" * URI_BYTES_MAX),
    Fault(415, lines="content-encoding: gzip\r\n"),
    Fault(422, behaviour=failing(422)),
    Fault(429, settings={"limits": SCARCE}, calls=2, concerns=lambda route: route.limit != UNLIMITED),
    Fault(431, lines=f"x-long: {'x' * HEADER_BYTES_MAX}\r\n"),
    Fault(500, behaviour=failing(500)),
    Fault(501, lines="transfer-encoding: gzip\r\n"),
    Fault(502, behaviour=saying(b"nonsense\r\n\r\n")),
    Fault(503, settings={"function_url": NO_FUNCTION}),
    Fault(504, behaviour=sleeping, settings={"answer_seconds": 0.1}),
]
# What functions alone answer: their successes, and what a caller named that is not there or not so.
OF_FUNCTIONS = {200, 201, 202, 204, 304, 404, 409, 412, 428}


def responses(operation: Documented) -> dict[int, dict[str, Any]]:
    """The documented responses of an operation, by status."""
    described = DOCUMENT["paths"][operation.route.path][operation.route.method.lower()]["responses"]
    shared = DOCUMENT["components"]["responses"]
    return {
        int(status): shared.get(said.get("$ref", "").rsplit("/", 1)[-1], said) for status, said in described.items()
    }


def call_of(fault: Fault, route: Route, key: OKPKey) -> bytes:
    path = "/".join("CS-0000-0000" if segment.startswith("{") else segment for segment in route.path.split("/"))
    permitted = {route.permission: None} if route.permission else None
    token = a_token(key, role=ROLES[route.access], permissions=permitted) if fault.is_signed_in else ""
    signed_in = f"authorization: Bearer {token}\r\n" if token else ""
    head = f"{fault.method(route)} {path}{fault.query} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n"
    head += signed_in + fault.lines
    return f"{head}\r\n".encode() if fault.is_complete else head.encode()


def answer(gateway: Gateway, request: bytes) -> tuple[int, dict[str, str]]:
    head, _, _ = gateway.raw(request, until_closed=True).partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    return int(first.split(" ")[1]), dict(line.split(": ", 1) for line in lines)


def difference(described: dict[str, Any] | None, headers: dict[str, str]) -> list[str]:
    """In what a response differs from what the document says of its status."""
    if described is None:
        return ["has no such status"]
    sent = {name for name in HEADERS if name.lower() in headers}
    missing = {name for name in described["headers"].keys() - sent if HEADERS[name].get("required")}
    media_type = {headers["content-type"]} - described["content"].keys()
    return sorted((sent - described["headers"].keys()) | missing | media_type)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault.status))
def test_each_refusal_of_each_operation_is_documented_with_its_headers(
    start: Start, functions: Functions, key: OKPKey, fault: Fault
) -> None:
    gateway = start(**fault.settings)
    # The gateway gets the keys before their function fails like the others.
    gateway.client.get("/api/me", headers={"authorization": f"Bearer {a_token(key)}"})
    concerned = [operation for operation in OPERATIONS if fault.concerns(operation.route)]
    for operation in concerned:
        functions.on(operation.route.operation, fault.behaviour)

    def found(operation: Documented) -> list[str]:
        request = call_of(fault, operation.route, key)
        status, headers = [answer(gateway, request) for _ in range(fault.calls)][-1]
        assert status == fault.status, operation.name
        return [f"{operation.name}: {what}" for what in difference(responses(operation).get(status), headers)]

    with ThreadPoolExecutor(len(concerned)) as clients:
        assert list(chain.from_iterable(clients.map(found, concerned))) == []


def test_nothing_is_documented_that_is_never_answered() -> None:
    for operation in OPERATIONS:
        provoked = {fault.status for fault in FAULTS if fault.concerns(operation.route)}
        declared = {error.status for error in operation.operation.errors}
        assert responses(operation).keys() <= provoked | declared | OF_FUNCTIONS, operation.name


@pytest.mark.parametrize("status", [502, 504])
def test_a_write_whose_answer_was_lost_may_have_taken_effect(status: int) -> None:
    for operation in OPERATIONS:
        is_uncertain = "may have taken effect" in responses(operation)[status]["description"]
        assert is_uncertain == (operation.route.method != "GET"), operation.name
