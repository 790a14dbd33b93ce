"""Whether what the autoscaling settings allow can all be had at once, and what a change of them means."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.scaling import budget, change_effects
from ops.scaling.columns import Row
from ops.scaling.facts import Database, Facts, Function
from ops.scaling.load import GIB, MIB, Load, pod, quota

POD = Load(1, 0.03, 104 * MIB, 384 * MIB)
FACTS = Facts(
    functions={
        "place-order": Function(POD, "orders"),
        "relay-outbox": Function(POD, "messaging", connections_per_request=9),
        "gateway": Function(POD),
    },
    database=Database(
        clients_max=100,
        pools={"orders": 5, "messaging": 5},
        pools_max=60,
        wait_seconds=5,
        bouncers=1,
        connections_max=80,
    ),
    quota=Load(20, 1, 4 * GIB, 8 * GIB),
    neighbours=Load(2, 0.2, GIB, GIB),
    grace_seconds=6,
)
ROW = Row(min=0, max=2, concurrency=8, target=70, window="15s", retention="0s")  # type: ignore[arg-type]
TABLE = {
    "place-order": ROW,
    "relay-outbox": ROW.model_copy(update={"concurrency": 3}),
    "gateway": ROW.model_copy(update={"concurrency": 200}),
}


def other(name: str, **cells: int) -> dict[str, Row]:
    return {**TABLE, name: TABLE[name].model_copy(update=cells)}


class TestLoad:
    def test_of_a_pod_is_that_of_its_containers(self) -> None:
        container = {"resources": {"requests": {"cpu": "20m", "memory": "80Mi"}, "limits": {"memory": "1Gi"}}}
        assert pod([container, container]) == Load(1, 0.04, 160 * MIB, 2 * GIB)

    def test_of_a_quota_is_what_it_gives(self) -> None:
        hard = {"pods": "250", "requests.cpu": "16", "requests.memory": "32Gi", "limits.memory": "64Gi"}
        assert quota(hard) == Load(250, 16, 32 * GIB, 64 * GIB)


class TestFindings:
    def test_are_none_where_everything_fits(self) -> None:
        assert budget.findings(TABLE, FACTS) == []

    def test_count_helpers_connections_and_none_of_who_knows_no_database(self) -> None:
        assert FACTS.clients(TABLE) == {"orders": 2 * 8, "messaging": 2 * 3 * 9}

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            (replace(FACTS, database=replace(FACTS.database, clients_max=69)), "functions open 70, PgBouncer takes 69"),
            (replace(FACTS, database=replace(FACTS.database, pools={"orders": 5})), "no pool for messaging"),
            (replace(FACTS, database=replace(FACTS.database, wait_seconds=0)), "54 clients of messaging share 5"),
            (replace(FACTS, database=replace(FACTS.database, pools_max=9)), "pools add up to 10"),
            (replace(FACTS, database=replace(FACTS.database, connections_max=72)), "raise max_connections"),
            (replace(FACTS, database=replace(FACTS.database, bouncers=2)), "2 PgBouncers may use 120"),
            (replace(FACTS, quota=replace(FACTS.quota, pods=7)), "8 of pods, the namespace has 7"),
            (replace(FACTS, quota=replace(FACTS.quota, cpu=0.37)), "0.38 cores of CPU"),
            (replace(FACTS, quota=replace(FACTS.quota, memory=GIB)), "GiB of memory, the namespace has 1;"),
            (replace(FACTS, quota=replace(FACTS.quota, memory_limit=GIB)), "GiB of memory limits, the namespace"),
        ],
    )
    def test_name_what_is_short(self, facts: Facts, said: str) -> None:
        assert any(said in line for line in budget.findings(TABLE, facts))

    def test_name_a_function_that_is_not_built_yet(self) -> None:
        table = {**TABLE, "weigh-order": ROW}
        assert budget.findings(table, FACTS) == ["weigh-order: Kustomize does not build it yet; run `make generate`"]
        assert budget.summary(table, FACTS) == []

    @given(st.sampled_from(sorted(TABLE)), st.integers(1, 50), st.integers(1, 1000))
    def test_never_vanish_by_asking_for_more(self, name: str, pods: int, concurrency: int) -> None:
        more = other(name, max=max(pods, 2), concurrency=max(concurrency, TABLE[name].concurrency))
        tight = replace(FACTS, quota=Load(10, 0.4, 2 * GIB, 4 * GIB))
        kinds = {line.split(":")[0] for line in budget.findings(TABLE, tight)}
        assert kinds <= {line.split(":")[0] for line in budget.findings(more, tight)}


class TestChanges:
    def test_are_none_of_the_same_table(self) -> None:
        assert list(change_effects.changes(TABLE, TABLE, FACTS)) == []

    @pytest.mark.parametrize(
        ("name", "cells", "cell", "said"),
        [
            (
                "place-order",
                {"min": 2},
                "0 → 2",
                "2 pods always run instead of 0; 60m CPU and 208 MiB are reserved for it",
            ),
            (
                "place-order",
                {"max": 6},
                "2 → 6",
                "up to 6 instead of 2 pods, 48 instead of 16 concurrent requests; "
                "+32 connections: orders then has 48 of at most 500",
            ),
            ("gateway", {"max": 1}, "2 → 1", "up to 1 instead of 2 pods, 200 instead of 400 concurrent requests"),
            (
                "relay-outbox",
                {"concurrency": 2},
                "3 → 2",
                "a pod takes 2 instead of 3 concurrent requests, with as many threads; "
                "-18 connections: messaging then has 36 of at most 500",
            ),
            (
                "place-order",
                {"target": 50},
                "70 → 50",
                "another pod starts when each has 4 instead of 5.6 concurrent requests",
            ),
            (
                "place-order",
                {"window": 30},
                "15s → 30s",
                "a pod is kept 15 s longer after the last call: a single call costs 36 instead of 21 pod-seconds",
            ),
            (
                "place-order",
                {"retention": 6},
                "0s → 6s",
                "no effect: a pod ends about 21 s after the last call",
            ),
        ],
    )
    def test_say_what_follows(self, name: str, cells: dict[str, int], cell: str, said: str) -> None:
        (found,) = change_effects.changes(TABLE, other(name, **cells), FACTS)
        assert (found.function, found.column, f"{found.old} → {found.new}") == (name, *cells, cell)
        assert found.meaning.startswith(said)

    def test_report_which_functions_came_and_went(self) -> None:
        fewer = {"gateway": TABLE["gateway"]}
        assert {change.function for change in change_effects.changes(TABLE, fewer, FACTS)} == {
            "place-order",
            "relay-outbox",
        }
        assert {change.new for change in change_effects.changes(fewer, TABLE, FACTS)} == {"new"}

    def test_say_that_standing_pods_do_not_go(self) -> None:
        (found,) = change_effects.changes(other("gateway", min=1), other("gateway", min=1, window=60), FACTS)
        assert found.meaning == "pods beyond the 1 that always run end after about 60 instead of 15 s"

    @given(st.integers(6, 3600), st.integers(0, 3600))
    def test_a_pod_stays_for_its_window_and_at_least_knatives_grace(self, window: int, retention: int) -> None:
        row = ROW.model_copy(update={"window": window, "retention": retention})
        assert change_effects.stay_seconds(row, FACTS) >= window + max(retention, FACTS.grace_seconds)
