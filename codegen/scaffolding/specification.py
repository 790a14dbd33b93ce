"""Checks the arguments of `make new-operation` and `make new-consumer` against the existing operations."""

import importlib.util
import keyword
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from codegen.event_schemas import events
from codegen.operations import ROOT, operation_modules, routes
from eventing.events import Event
from local.host.gateway import API
from ops.errors import CommandError

INTERNAL = "internal"
# Knative derives the names of revisions and pods from it, which are limited to 63 characters.
NAME = re.compile(r"[a-z]+(-[a-z]+)*")
NAME_LENGTH_MAX = 40
PARAMETER = re.compile(r"\{(\w+)\}")
TRIGGER = re.compile(r"(?P<method>GET|POST|PUT|PATCH|DELETE) (?P<path>(/([a-z0-9.-]+|\{[a-z_]+\}))+)")
ACCESS = ("anyone", "shopper", "staff")
# Names of modules in a context's folder that are not operations.
RESERVED = ("errors", "rules", "views", "queries", "fields")


@dataclass(frozen=True, slots=True)
class Specification:
    """A new operation; `trigger` is the label of its manifest: http, event or internal."""

    context: str
    name: str
    trigger: str
    method: str = ""
    path: str = ""
    access: str = ""
    event: type[Event] | None = None

    @property
    def function(self) -> str:
        return self.name.replace("-", "_")

    @property
    def module(self) -> str:
        return f"functions/{self.context}/{self.function}.py"

    @property
    def model(self) -> str:
        return "".join(word.capitalize() for word in self.name.split("-"))

    @property
    def permission(self) -> str:
        """The permission of an operation for staff; its author adds it to the list, and by a migration to roles."""
        return f"{self.context}.{self.name}" if self.access == "staff" else ""

    @property
    def parameters(self) -> list[str]:
        return PARAMETER.findall(self.path)


def operation(context: str, name: str, trigger: str, access: str = "") -> Specification:
    """An operation with a route, or without one if `trigger` is `internal`; raises CommandError."""
    _check_name(context, name)
    if trigger == INTERNAL:
        return Specification(context, name, INTERNAL)
    called = TRIGGER.fullmatch(trigger)
    if called is None:
        raise CommandError(f'TRIGGER="{trigger}" is neither `internal` nor like "POST /api/orders/{{number}}/notes".')
    method, path = called["method"], called["path"]
    _check_path(method, path)
    access = access or ("staff" if path.startswith("/api/staff/") else "anyone")
    if access not in ACCESS:
        raise CommandError(f'ACCESS="{access}" is none of {", ".join(ACCESS)}.')
    return Specification(context, name, "http", method, path, access)


def consumer(context: str, name: str, event_type: str) -> Specification:
    """An operation that consumes an event; raises CommandError."""
    _check_name(context, name)
    known = {event.TYPE: event for event in events()}
    if event_type not in known:
        raise CommandError(f'EVENT="{event_type}" is no event of eventing/events; there are {", ".join(known)}.')
    return Specification(context, name, "event", event=known[event_type])


def _check_path(method: str, path: str) -> None:
    if not path.startswith(API):
        raise CommandError(f"{path} does not reach the gateway, which serves paths below {' and '.join(API)} only.")
    parameters = PARAMETER.findall(path)
    if wrong := [name for name in parameters if keyword.iskeyword(name) or parameters.count(name) > 1]:
        raise CommandError(f"{path} has a parameter {{{wrong[0]}}}: use every name once, and no keyword of Python.")
    for route in routes():
        if (route["method"], PARAMETER.sub("{}", route["path"])) == (method, PARAMETER.sub("{}", path)):
            raise CommandError(f"{method} {path} already leads to {route['operation']}.")


def contexts() -> Iterator[str]:
    return (path.name for path in sorted((ROOT / "knative/base/services").iterdir()))


def _check_name(context: str, name: str) -> None:
    if context not in contexts():
        raise CommandError(f'CONTEXT="{context}" is none of {", ".join(contexts())}.')
    if not NAME.fullmatch(name) or len(name) > NAME_LENGTH_MAX:
        raise CommandError(f'NAME="{name}" must be like add-order-note, of at most {NAME_LENGTH_MAX} characters.')
    module = name.replace("-", "_")
    if keyword.iskeyword(module):
        raise CommandError(f'NAME="{name}" is a keyword of Python; an operation is named by a verb phrase.')
    if name in operation_modules():
        raise CommandError(f"There is an operation {name} already.")
    # functions-framework registers an operation's module under its bare name.
    is_of_a_context = any(ROOT.glob(f"functions/*/{module}.py"))
    if is_of_a_context or module in RESERVED or module in sys.stdlib_module_names or importlib.util.find_spec(module):
        raise CommandError(f'NAME="{name}" is taken by a module of that name; an operation is named by a verb phrase.')
