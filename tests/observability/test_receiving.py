"""The exporter adds every push once, keeps it before it says so, and takes nothing that is not a metric."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug import Request, Response

from functions.runtime.network.background_sender import BackgroundSender
from functions.runtime.telemetry.metrics import Metrics
from observability.exporter import persistence
from observability.exporter.last_hour import LastHour
from observability.exporter.persistence import SumsFile
from observability.exporter.push import Push, Refused
from observability.exporter.receiving import Receiver
from observability.exporter.sums import INSTANCES_MAX, SERIES_MAX, Sums
from tests.support.servers.http_server import HttpServer
from tests.support.waiting import eventually

DUPLICATES = "cloudshop_inbox_duplicates_total"
TWO = [[DUPLICATES, ["greet"], [2]]]
INSTANCE = "0123456789abcdef"


def a_push(number: int = 1, *rows: Any, instance: str = INSTANCE) -> bytes:
    return json.dumps({"instance": instance, "number": number, "added": rows or TWO}).encode()


def shown(sums: Sums) -> dict[tuple[str, ...], list[float]]:
    return {(name, *labels): numbers.tolist() for (name, labels), numbers in sums.items()}


@pytest.fixture
def sums() -> Sums:
    return Sums()


@pytest.fixture
def receiver(sums: Sums, tmp_path: Path) -> Iterator[Receiver]:
    file = SumsFile(sums, tmp_path / "sums.json").start()
    yield Receiver(sums, file)
    file.close()


class TestAPush:
    def test_is_added_to_those_before(self, receiver: Receiver, sums: Sums) -> None:
        assert [receiver.receive(a_push(number))[0] for number in (1, 2)] == [204, 204]
        receiver.receive(a_push(1, instance="f" * 16))
        assert shown(sums) == {(DUPLICATES, "greet"): [6]}

    def test_that_comes_again_changes_nothing(self, receiver: Receiver, sums: Sums) -> None:
        assert [receiver.receive(a_push(3))[0] for _ in range(3)] == [204, 204, 204]
        assert shown(sums) == {(DUPLICATES, "greet"): [2]}
        assert {(s.labels[0], s.value) for s in receiver.samples()} >= {("counted", 1), ("repeated", 2)}

    def test_is_in_the_file_when_it_is_acknowledged(self, receiver: Receiver, tmp_path: Path) -> None:
        receiver.receive(a_push())
        # Nothing was closed: this is what a killed exporter leaves behind.
        replaced = Sums()
        replaced.load(json.loads((tmp_path / "sums.json").read_text()))
        assert shown(replaced) == {(DUPLICATES, "greet"): [2]}
        assert not replaced.add(Push.parse(a_push()))

    def test_is_not_acknowledged_while_it_cannot_be_kept_and_counts_once_when_it_can(
        self, sums: Sums, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(persistence, "STORE_SECONDS_MAX", 0.3)
        file = SumsFile(sums, tmp_path / "volume" / "sums.json").start()
        receiver = Receiver(sums, file)
        assert [receiver.receive(a_push())[0] for _ in range(2)] == [503, 503]
        (tmp_path / "volume").mkdir()
        eventually(lambda: receiver.receive(a_push())[0] == 204, seconds=10, what="it is kept")
        file.close()
        assert shown(sums) == {(DUPLICATES, "greet"): [2]}

    @pytest.mark.parametrize(
        "body",
        [b"", b"[]", b"{}", b"\xff", a_push(instance="../../etc"), b'{"instance": 1, "number": 1, "added": []}',
         a_push(1, [DUPLICATES, ["greet"], ["many"]])],
    )  # fmt: skip
    def test_is_refused_when_it_cannot_be_one(self, receiver: Receiver, sums: Sums, body: bytes) -> None:
        assert receiver.receive(body)[0] == 400
        assert shown(sums) == {}

    @pytest.mark.parametrize(
        "row",
        [
            ["cloudshop_made_up_total", ["greet"], [1]], ["cloudshop_orders", ["placed", "progress"], [1]],
            [DUPLICATES, ["greet", "more"], [1]], [DUPLICATES, ["greet"], [1, 2]], [DUPLICATES, ["greet"], [-1]],
            [DUPLICATES, ['a"} 1\n'], [1]], [DUPLICATES, ["greet"], [float("nan")]],
        ],
    )  # fmt: skip
    def test_is_counted_without_what_is_no_metric(self, receiver: Receiver, sums: Sums, row: Any) -> None:
        assert receiver.receive(a_push(1, row, [DUPLICATES, ["known"], [1]]))[0] == 204
        assert shown(sums) == {(DUPLICATES, "known"): [1]}

    def test_cannot_make_more_series_than_there_may_be(self, sums: Sums) -> None:
        many = [[DUPLICATES, [f"greet-{number}"], [1]] for number in range(SERIES_MAX)]
        assert sums.add(Push.parse(a_push(1, *many)))
        with pytest.raises(Refused):
            sums.add(Push.parse(a_push(2, [DUPLICATES, ["one-more"], [1]])))
        assert sums.add(Push.parse(a_push(3, *many[:5])))

    def test_is_remembered_for_as_many_processes_as_push_at_a_time(self, sums: Sums) -> None:
        for process in range(INSTANCES_MAX + 1):
            assert sums.add(Push.parse(a_push(1, instance=f"{process:016x}")))
        assert not sums.add(Push.parse(a_push(1, instance=f"{1:016x}")))
        assert len(sums.dump()["last"]) == INSTANCES_MAX


class TestTheLastHour:
    def test_is_what_was_added_since(self, sums: Sums) -> None:
        sums.add(Push.parse(a_push(1)))
        recent = LastHour(sums).start()
        sums.add(Push.parse(a_push(2, [DUPLICATES, ["greet"], [5]], [DUPLICATES, ["new"], [1]])))
        assert recent.added()["added"] == [[DUPLICATES, ("greet",), [5.0]], [DUPLICATES, ("new",), [1.0]]]
        recent.close()


class Forgetful:
    """Passes pushes on, and loses every other acknowledgement on the way back."""

    def __init__(self, receiver: Receiver) -> None:
        self.bodies: list[bytes] = []
        self._receiver = receiver
        self._server = HttpServer(Request.application(self._take))
        self.url, self.close = f"{self._server.url}/metrics", self._server.stop

    def _take(self, request: Request) -> Response:
        self.bodies.append(request.get_data())
        status, _ = self._receiver.receive(self.bodies[-1])
        return Response(status=status if len(self.bodies) % 2 == 0 else 502)


class TestAProcess:
    def test_pushes_again_what_was_not_acknowledged_and_is_counted_once(self, receiver: Receiver, sums: Sums) -> None:
        way = Forgetful(receiver)
        metrics = Metrics(way.url)
        for _ in range(30):
            metrics.count(DUPLICATES, ("greet",))
        metrics.observe("cloudshop_database_wait_seconds", ("greet",), 0.02)
        metrics.close()
        way.close()
        assert shown(sums)[DUPLICATES, "greet"] == [30]
        assert shown(sums)["cloudshop_database_wait_seconds", "greet"] == [0, 0, 1, *[0] * 10, pytest.approx(0.02)]
        assert len(way.bodies) == 2
        assert way.bodies[0] == way.bodies[1]

    def test_counts_for_all_its_threads(self) -> None:
        metrics = Metrics("")

        def count() -> None:
            for _ in range(2000):
                metrics.count(DUPLICATES, ("greet",))

        threads = [threading.Thread(target=count) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert metrics.added() == {(DUPLICATES, ("greet",)): [16000]}

    def test_ends_in_time_when_no_exporter_takes_its_pushes(self) -> None:
        tries: list[int] = []

        def deliver() -> bool:
            tries.append(1)
            return False

        BackgroundSender(deliver, last_tries_seconds=0.3).close()
        assert 2 <= len(tries) <= 5


def of_revision(number: int, *rows: Any) -> bytes:
    return json.dumps(
        {"instance": f"{number:016x}", "number": 1, "revision": f"greet-{number:05}", "added": rows}
    ).encode()


def answers(status: str) -> list[Any]:
    return ["cloudshop_operation_seconds", ["greet", status], [1] * 14]


class TestRevisions:
    def test_have_sums_of_their_own_beside_those_of_the_operation(self, receiver: Receiver, sums: Sums) -> None:
        receiver.receive(of_revision(1, answers("2xx"), answers("5xx")))
        receiver.receive(of_revision(2, answers("2xx"), ["cloudshop_function_start_seconds", ["greet"], [2] * 14]))
        assert {key: numbers[0] for key, numbers in sums.by_revision()} == {
            ("cloudshop_revision_seconds", ("greet", "greet-00001", "2xx")): 1,
            ("cloudshop_revision_seconds", ("greet", "greet-00001", "5xx")): 1,
            ("cloudshop_revision_seconds", ("greet", "greet-00002", "2xx")): 1,
            ("cloudshop_revision_start_seconds", ("greet", "greet-00002")): 2,
        }
        assert shown(sums)["cloudshop_operation_seconds", "greet", "2xx"][0] == 2

    def test_of_the_gateway_are_counted_over_all_routes(self, receiver: Receiver, sums: Sums) -> None:
        rows = [["cloudshop_gateway_request_seconds", [name, "GET", "2xx"], [1] * 14] for name in ("one", "other")]
        receiver.receive(
            json.dumps({"instance": INSTANCE, "number": 1, "revision": "gateway-00001", "added": rows}).encode()
        )
        assert {key[1]: numbers[0] for key, numbers in sums.by_revision()} == {("gateway", "gateway-00001", "2xx"): 2}

    def test_are_forgotten_when_three_others_have_pushed_since(self, receiver: Receiver, sums: Sums) -> None:
        for number in (1, 2, 3, 1, 4):
            push = Push.parse(of_revision(number, answers("2xx")))
            sums.add(Push(f"{len(sums.dump()['last']):016x}", 1, push.revision, push.added, []))
        assert {key[1][1] for key, _ in sums.by_revision()} == {"greet-00001", "greet-00003", "greet-00004"}

    def test_survive_the_exporter(self, receiver: Receiver, sums: Sums, tmp_path: Path) -> None:
        receiver.receive(of_revision(7, answers("4xx")))
        replaced = Sums()
        replaced.load(json.loads((tmp_path / "sums.json").read_text()))
        assert list(replaced.by_revision()) == list(sums.by_revision()) != []
