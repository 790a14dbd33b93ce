"""A recording from a real Prometheus, into which hours of counters were written."""

import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from local.host.ports import free_port
from ops.errors import CommandError
from ops.scaling.observed import prometheus as client
from ops.scaling.observed.metrics import observe
from ops.scaling.observed.prometheus import Prometheus
from ops.scaling.observed.recording import recorded
from tests.support.observability.programs import ProgramMissing, program
from tests.support.waiting import eventually

HOURS, STEP_SECONDS = 5, 15
CALLS_PER_STEP = 3
COUNTS, BUCKETS = "cloudshop_gateway_upstream_first_byte_seconds_count", "cloudshop_operation_seconds_bucket"


@pytest.fixture(scope="module")
def started_at() -> int:
    return int(time.time()) // STEP_SECONDS * STEP_SECONDS - HOURS * 3600 - 600


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, started_at: int) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("prometheus")
    try:
        promtool, server = program("promtool"), program("prometheus")
    except ProgramMissing as missing:
        pytest.skip(str(missing))
    (folder / "written").write_text("\n".join([*_counters(started_at), "# EOF"]) + "\n")
    subprocess.run(
        [promtool, "tsdb", "create-blocks-from", "openmetrics", folder / "written", folder / "data"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with _serving(server, folder) as url:
        yield url


def _counters(started_at: int) -> Iterator[str]:
    """Three calls an interval, of two pods, which take 20 milliseconds; none in the second hour."""
    for name, labels in ((COUNTS, 'operation="look",pod="{}"'), (BUCKETS, 'operation="look",pod="{}",le="0.025"')):
        yield f"# TYPE {name} unknown"
        for pod, share in (("a", 1), ("b", CALLS_PER_STEP - 1)):
            value = 0
            for number in range(HOURS * 3600 // STEP_SECONDS + 1):
                is_quiet = 3600 < number * STEP_SECONDS <= 7200
                value += 0 if is_quiet or not number else share
                yield f"{name}{{{labels.format(pod)}}} {value} {started_at + number * STEP_SECONDS}"


@contextmanager
def _serving(server: Path, folder: Path) -> Iterator[str]:
    (folder / "prometheus.yml").write_text("{}")
    url = f"http://127.0.0.1:{(port := free_port())}"
    arguments = [
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with subprocess.Popen([server, *arguments], stderr=subprocess.DEVNULL) as process:
        try:
            eventually(lambda: _is_ready(url), seconds=60, what="Prometheus is ready")
            yield url
        finally:
            process.terminate()


def _is_ready(url: str) -> bool:
    try:
        return bool(urllib.request.urlopen(f"{url}/-/ready", timeout=5).status == 200)
    except OSError:
        return False


class TestARecordingFromPrometheus:
    @pytest.mark.parametrize("points", [7, 480])
    def test_has_every_call_of_hours_however_it_is_asked_for(
        self, address: str, started_at: int, points: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(client, "POINTS_MAX", points)
        end = started_at + HOURS * 3600
        trace = recorded(observe(Prometheus(address), started_at, end, is_prometheus=True), "a test", {})
        assert trace.calls() == CALLS_PER_STEP * (HOURS - 1) * 3600 / STEP_SECONDS
        assert not [each for each in trace.arrivals if 3600 <= each.second < 7200]
        assert trace.behaviours["look"].service.bounds == (0.025,)

    def test_says_what_prometheus_refuses(self, address: str) -> None:
        with pytest.raises(CommandError, match="parse error"):
            Prometheus(address).over_time("sum by (", (), 0, 60)


def test_a_prometheus_that_does_not_respond_is_said_to() -> None:
    with pytest.raises(CommandError, match="does not respond"):
        Prometheus(f"http://127.0.0.1:{free_port()}").over_time("up", (), 0, 60)
