"""Lists the files of a new operation, and those that get a line for it."""

from collections.abc import Iterator
from pathlib import Path

from codegen.operations import ROOT, operation_modules
from codegen.scaffolding import edits, rendering
from codegen.scaffolding.specification import Specification
from ops.scaling.manifests import OVERLAYS, table_path

ROUTES, SUBSCRIBERS = ROOT / "gateway/routes.yaml", ROOT / "eventing/subscribers.py"


def files(wanted: Specification) -> dict[Path, str]:
    """Every file that is created or gets a line, with its whole text."""
    return dict([*_made(wanted), *_listed(wanted)])


def _made(wanted: Specification) -> Iterator[tuple[Path, str]]:
    yield ROOT / wanted.module, rendering.module(wanted)
    yield ROOT / f"knative/base/services/{wanted.context}/{wanted.name}.yaml", rendering.service(wanted)
    if wanted.event is not None:
        yield ROOT / f"eventing/triggers/{rendering.trigger_name(wanted)}.yaml", rendering.trigger(wanted)
    tests = ROOT / "tests/operations" / wanted.context
    if not (tests / "__init__.py").exists():
        yield tests / "__init__.py", ""
    yield tests / f"test_{wanted.function}.py", rendering.test(wanted)


def _listed(wanted: Specification) -> Iterator[tuple[Path, str]]:
    for path in (ROOT / table_path(overlay) for overlay in OVERLAYS):
        yield path, edits.with_row(path.read_text(), wanted.context, wanted.name)
    if wanted.path:
        neighbours = [name for name, module in operation_modules().items() if module.context == wanted.context]
        yield ROUTES, edits.with_route(ROUTES.read_text(), neighbours, rendering.route(wanted))
    if wanted.event is not None:
        yield SUBSCRIBERS, edits.with_subscriber(SUBSCRIBERS.read_text(), wanted.event.TYPE, wanted.name)
