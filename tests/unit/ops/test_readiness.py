"""What `make cluster` says about a workload that does not start."""

from ops.cluster.readiness import WARNINGS_MAX, warnings


def event(pod: str, second: int, message: str) -> dict[str, object]:
    return {
        "involvedObject": {"name": pod},
        "message": message,
        "lastTimestamp": f"2026-11-28T17:00:{second:02}Z",
    }


def test_says_the_last_warning_of_each_pod() -> None:
    full, missing = event("redis", 9, "no space left on device"), event("redis", 3, "secret not found")

    assert warnings([missing, full, event("web", 5, "late")]) == ["redis: no space left on device", "web: late"]


def test_says_the_latest_of_many_warnings() -> None:
    found = warnings([event(f"pod-{second:02}", second, "late") for second in range(20)])

    assert found == [f"pod-{second}: late" for second in range(19, 19 - WARNINGS_MAX, -1)]


def test_takes_events_of_the_newer_api_that_have_another_time() -> None:
    newer = event("web", 1, "late") | {"lastTimestamp": None, "eventTime": "2026-11-28T17:01:00.000000Z"}

    assert warnings([event("redis", 0, "older"), newer]) == ["web: late", "redis: older"]
