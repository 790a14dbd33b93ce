"""No number is lost when a pod goes, and none is counted twice: real functions, a real exporter, real signals."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.observability.processes import Process, a_pod, an_exporter, called, scraped
from tests.support.waiting import eventually

REQUESTS = "cloudshop_operation_seconds_count{operation=greet,status=2xx}"
STARTS = "cloudshop_function_start_seconds_count{operation=greet}"


@pytest.fixture
def exporter(tmp_path: Path) -> Iterator[Process]:
    exporter = an_exporter(tmp_path).start()
    yield exporter
    exporter.kill()


def lived(folder: Path, exporter: Process, requests: int) -> None:
    """One pod's life: it starts, serves and ends."""
    with a_pod(folder, exporter) as pod:
        called(pod, requests)
        pod.end()


class TestRequestsOverPodsThatComeAndGo:
    def test_are_counted_as_many_as_they_are(self, exporter: Process, tmp_path: Path) -> None:
        """500 over 8 pods of every age, with an exporter that is killed and replaced while they push."""
        shares = [1, 20, 30, 49, 60, 80, 110, 150]
        assert sum(shares) == 500
        with ThreadPoolExecutor(4) as lives:
            ended = [lives.submit(lived, tmp_path, exporter, share) for share in shares]
            for life in ended[:3]:
                life.result(60)
            exporter.kill()
            exporter.start()
            for life in ended[3:]:
                life.result(60)
        assert {name: scraped(exporter)[name] for name in (REQUESTS, STARTS)} == {REQUESTS: 500, STARTS: 8}
        exporter.kill()
        assert scraped(exporter.start())[REQUESTS] == 500

    def test_wait_in_the_pod_for_an_exporter_that_is_away(self, exporter: Process, tmp_path: Path) -> None:
        with a_pod(tmp_path, exporter) as pod:
            exporter.kill()
            called(pod, 7)
            pod.ask_to_end()
            exporter.start()
            pod.end()
        assert scraped(exporter)[REQUESTS] == 7

    def test_stay_counted_when_their_pod_is_killed_later(self, exporter: Process, tmp_path: Path) -> None:
        with a_pod(tmp_path, exporter) as pod:
            called(pod, 5)
            eventually(lambda: scraped(exporter).get(REQUESTS) == 5, seconds=15, what="they are pushed")
            pod.kill()
        assert scraped(exporter)[REQUESTS] == 5
