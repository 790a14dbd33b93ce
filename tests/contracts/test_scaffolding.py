"""What `make new-operation` and `make new-consumer` make fits the shop; what they refuse leaves it as it is."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codegen import event_schemas
from codegen.operations import ROOT, operation_modules, routes, triggers
from codegen.scaffolding import edits, rendering
from codegen.scaffolding.files import SUBSCRIBERS as SUBSCRIBERS_FILE
from codegen.scaffolding.files import files
from codegen.scaffolding.specification import Specification, consumer, operation
from eventing.events import Event
from eventing.subscribers import SUBSCRIBERS
from local.host.operations import operations
from ops.errors import CommandError

EVENTS = {event.TYPE: event for event in event_schemas.events()}
# They have variables of their own besides, or the label of what is only for tests.
NOT_LIKE_ALL_OTHERS = {
    *("place-order", "relay-outbox", "send-webhooks", "sweep", "read-shop-rules", "render-page", "quote-order"),
    *("log-in", "refresh-session", "register-account", "change-password", "reset-password", "purge-expired-data"),
    *("pay-by-test-card", "show-card-page", "simulate-cards"),
    *("add-passkey", "begin-passkey", "log-in-with-passkey", "present-second-factor"),
}
# What a new operation of each kind must pass at once.
CONTRACTS = [f"tests/contracts/test_{name}.py" for name in ("operations", "events", "generated", "openapi", "readme")]
MADE = {
    "orders/test_weigh_order": ("operation", "orders", "weigh-order", "GET /api/staff/orders/{number}/weight"),
    "cart/test_share_cart": ("operation", "cart", "share-cart", "POST /api/cart/{share}", "--access=shopper"),
    "payments/test_reconcile_payments": ("operation", "payments", "reconcile-payments", "internal"),
    "inventory/test_count_sales": ("consumer", "inventory", "count-sales", "shop.order.placed.v1"),
}


def run(folder: Path, *words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**own, **environ},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module")
def copy() -> Iterator[Path]:
    """A copy of the working tree, in a folder that PostgreSQL may enter, with an operation of every kind."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", ":!*.svg", ":!*.jpg"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)
        folder = Path(temporary) / "shop"
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)
        for words in MADE.values():
            made = run(folder, "-m", "codegen.scaffolding", *words)
            assert made.returncode == 0, made.stderr
            assert f"Write functions/{words[1]}/" in made.stdout
        generated = run(folder, "-m", "codegen", "--without-client")
        assert generated.returncode == 0, generated.stderr
        yield folder


@pytest.mark.timeout(300)
@pytest.mark.xdist_group("scaffolding")
class TestANewOperation:
    def test_fits_the_shop_as_it_is_made(self, copy: Path) -> None:
        checked = run(copy, "-m", "pytest", *CONTRACTS)
        assert checked.returncode == 0, checked.stdout

    def test_keeps_the_style_of_the_code(self, copy: Path) -> None:
        for command in (["check"], ["format", "--check"]):
            checked = run(copy, "-m", "ruff", *command, "functions", "tests/operations", "eventing")
            assert checked.returncode == 0, checked.stdout

    def test_has_a_test_that_says_what_to_write(self, copy: Path) -> None:
        tests = [f"tests/operations/{name}.py" for name in MADE]
        ran = run(copy, "-m", "pytest", "--tb=short", *tests, PYTEST_DEBUG_TEMPROOT=str(copy.parent))
        assert f"{len(MADE)} failed" in ran.stdout.splitlines()[-1]
        for words in MADE.values():
            assert f"AssertionError: Write functions/{words[1]}/{words[2].replace('-', '_')}.py" in ran.stdout


REFUSED = {
    'CONTEXT="order" is none of cart, catalog': ("operation", "order", "add-note", "internal"),
    'CONTEXT="" is none of cart, catalog': ("operation", "", "", ""),
    'NAME="AddNote" must be like add-order-note': ("operation", "orders", "AddNote", "internal"),
    'NAME="views" is taken': ("operation", "orders", "views", "internal"),
    'NAME="email" is taken': ("operation", "notifications", "email", "internal"),
    'NAME="gateway" is taken': ("operation", "orders", "gateway", "internal"),
    'NAME="yield" is a keyword of Python': ("operation", "orders", "yield", "internal"),
    "There is an operation place-order already": ("operation", "cart", "place-order", "internal"),
    'TRIGGER="/api/notes" is neither `internal` nor like': ("operation", "orders", "add-note", "/api/notes"),
    "GET /api/cart already leads to read-cart": ("operation", "cart", "see-cart", "GET /api/cart"),
    "GET /api/orders/{id} already leads to get-order": ("operation", "orders", "see-order", "GET /api/orders/{id}"),
    "/notes does not reach the gateway": ("operation", "orders", "add-note", "POST /notes"),
    "/api/{id}/{id} has a parameter {id}": ("operation", "orders", "add-note", "POST /api/{id}/{id}"),
    "/api/notes/{from} has a parameter {from}": ("operation", "orders", "add-note", "POST /api/notes/{from}"),
    'ACCESS="root" is none of anyone': ("operation", "cart", "see-cart", "GET /api/carts", "--access=root"),
    'EVENT="shop.order.lost.v1" is no event': ("consumer", "cart", "lose-cart", "shop.order.lost.v1"),
}


@pytest.mark.parametrize("said", REFUSED)
def test_a_wrong_wish_is_refused_in_one_line(said: str) -> None:
    kind, *words = REFUSED[said]
    with pytest.raises(CommandError) as refused:
        consumer(*words) if kind == "consumer" else operation(*(word.removeprefix("--access=") for word in words))
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_a_refusal_is_reported_without_a_traceback_and_changes_nothing() -> None:
    before = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, timeout=60, check=True)
    refused = run(ROOT, "-m", "codegen.scaffolding", *REFUSED['NAME="AddNote" must be like add-order-note'])
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1
    after = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, timeout=60, check=True)
    assert after.stdout == before.stdout


class TestTemplates:
    @pytest.mark.parametrize("name", sorted(set(operation_modules()) - NOT_LIKE_ALL_OTHERS))
    def test_a_service_is_like_all_others(self, name: str) -> None:
        manifest, method = operations()[name], {route["operation"]: route["method"] for route in routes()}.get(name, "")
        wanted = Specification(manifest.context, name, manifest.labels["cloudshop.dev/trigger"], method)
        made = rendering.service(wanted).splitlines()
        written = (ROOT / f"knative/base/services/{manifest.context}/{name}.yaml").read_text().splitlines()
        database = "    cloudshop.dev/database: "
        assert [line for line in made if not line.startswith(database)] == [
            line for line in written if not line.startswith(database)
        ]

    @pytest.mark.parametrize("name", triggers())
    def test_a_trigger_is_like_all_others(self, name: str) -> None:
        spec = triggers()[name]["spec"]
        event = EVENTS[spec["filter"]["attributes"]["type"]]
        wanted = Specification("", spec["subscriber"]["ref"]["name"], "event", event=event)
        assert rendering.trigger(wanted) == (ROOT / f"eventing/triggers/{name}.yaml").read_text()

    @pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
    def test_an_example_keeps_its_event_s_contract(self, event: type[Event]) -> None:
        assert event.model_validate(rendering.example(event)).subject


class TestEdits:
    def test_a_subscriber_is_added_beside_the_others(self) -> None:
        listed = 'A = {\n    "shop.a.b.v1": (),\n    "shop.a.c.v1": ("x",),\n}\n'
        once = edits.with_subscriber(listed, "shop.a.b.v1", "y")
        assert once == listed.replace('"shop.a.b.v1": ()', '"shop.a.b.v1": ("y",)')
        assert '"shop.a.c.v1": ("w", "x"),' in edits.with_subscriber(listed, "shop.a.c.v1", "w")

    @pytest.mark.parametrize("event_type", SUBSCRIBERS)
    def test_a_subscriber_is_added_to_each_event(self, event_type: str) -> None:
        listed: dict[str, Any] = {}
        exec(edits.with_subscriber(SUBSCRIBERS_FILE.read_text(), event_type, "weigh-order"), listed)
        assert listed["SUBSCRIBERS"] == {
            **SUBSCRIBERS,
            event_type: tuple(sorted([*SUBSCRIBERS[event_type], "weigh-order"])),
        }

    def test_a_route_follows_those_of_its_context(self) -> None:
        table = "- {operation: a}\n- {operation: b}\n\n- {operation: c}\n"
        assert edits.with_route(table, ["a", "b"], "- new\n") == table.replace("b}\n", "b}\n- new\n")
        assert edits.with_route(table, ["d"], "- new\n") == f"{table}\n- new\n"

    def test_every_list_but_for_the_new_line_stays_as_it_is(self) -> None:
        wanted = operation("orders", "weigh-order", "GET /api/staff/orders/{number}/weight")
        changed = {path: text for path, text in files(wanted).items() if path.exists()}
        assert len(changed) == 3
        for path, text in changed.items():
            kept = [line for line in text.splitlines() if "weigh-order" not in line]
            assert kept == path.read_text().splitlines()
