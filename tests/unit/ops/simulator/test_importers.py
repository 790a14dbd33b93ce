"""Public traces and Locust's reports become traces of the shop. The files here have the published columns, made up."""

import io
from collections import Counter

import pytest

from ops.scaling.simulator.traffic.importers import azure_invocations, azure_minutes, locust
from ops.scaling.simulator.traffic.trace import Trace


def calls(trace: Trace) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for each in trace.arrivals:
        counted[each.operation] += each.calls
    return dict(counted)


class TestAzureMinutes:
    MINUTES = ",".join(map(str, range(1, 1441)))
    INVOCATIONS = "\n".join(
        [
            f"HashOwner,HashApp,HashFunction,Trigger,{MINUTES}",
            "o1,a1,seldom,http," + ",".join(["0"] * 1439 + ["3"]),
            "o1,a1,often,queue," + ",".join(["2"] * 1440),
            "o2,a2,never,timer," + ",".join(["0"] * 1440),
        ]
    )
    PERCENTILES = "percentile_Average_0,percentile_Average_1,percentile_Average_25,percentile_Average_50"
    DURATIONS = "\n".join(
        [
            f"HashOwner,HashApp,HashFunction,Average,Count,Minimum,Maximum,{PERCENTILES},"
            "percentile_Average_75,percentile_Average_99,percentile_Average_100",
            "o1,a1,often,120,2880,0,900,0,10,80,100,150,700,900",
        ]
    )

    def read(self, *operations: str) -> Trace:
        return azure_minutes.read(io.StringIO(self.INVOCATIONS), io.StringIO(self.DURATIONS), operations)

    def test_give_the_busiest_functions_the_names_of_operations(self) -> None:
        assert calls(self.read("list-products", "place-order", "sweep")) == {"list-products": 2880, "place-order": 3}

    def test_leave_out_functions_for_which_there_is_no_name(self) -> None:
        assert calls(self.read("list-products")) == {"list-products": 2880}

    def test_keep_each_call_in_its_minute(self) -> None:
        found = self.read("list-products", "place-order")
        by_minute = Counter(each.second // 60 for each in found.arrivals if each.operation == "list-products")
        assert set(by_minute) == set(range(1440))
        assert all(each.second // 60 == 1439 for each in found.arrivals if each.operation == "place-order")

    def test_take_durations_in_milliseconds_and_a_tenth_of_a_second_where_there_are_none(self) -> None:
        found = self.read("list-products", "place-order").behaviours
        assert found["list-products"].service.quantiles(2) == pytest.approx([0.08, 0.15], abs=0.021)
        assert found["place-order"].service.bounds == (0.1,)


class TestAzureInvocations:
    FILE = "\n".join(
        [
            "app,func,end_timestamp,duration",
            "a1,f1,5160.5,0.5",
            "a1,f1,5162.1,0.1",
            "a1,f2,5170.0,3.0",
            "a2,f1,5161.0,0.25",
            "a1,f1,5163.2,0.2",
        ]
    )

    def test_count_a_call_in_the_second_in_which_it_began(self) -> None:
        found = azure_invocations.read(io.StringIO(self.FILE), ["list-products"])
        assert [(each.second, each.calls) for each in found.arrivals] == [(0, 1), (2, 1), (3, 1)]
        assert found.seconds == 4

    def test_take_functions_of_one_name_in_two_apps_for_two(self) -> None:
        found = azure_invocations.read(io.StringIO(self.FILE), ["one", "two", "three"])
        assert sorted(calls(found).values()) == [1, 1, 3]

    def test_measure_durations_in_seconds(self) -> None:
        found = azure_invocations.read(io.StringIO(self.FILE), ["list-products"])
        assert 0.2 < found.behaviours["list-products"].service.mean() < 0.35

    def test_refuse_a_file_without_calls(self) -> None:
        with pytest.raises(ValueError, match="no calls"):
            azure_invocations.read(io.StringIO("app,func,end_timestamp,duration\n"), ["list-products"])


class TestLocust:
    HEAD = "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,95%,100%,Total Request Count,Total Failure Count"
    FILE = "\n".join(
        [
            HEAD,
            "1700000000,2,GET,/api/products,0,0,N/A,N/A,N/A,0,0",
            "1700000000,2,,Aggregated,0,0,N/A,N/A,N/A,0,0",
            "1700000010,2,GET,/api/products,1,0,100,200,400,10,0",
            "1700000010,2,GET,/elsewhere,1,0,100,200,400,10,0",
            "1700000020,2,GET,/api/products,1,0,1000,2000,4000,30,0",
            "1700000020,2,,Aggregated,1,0,1000,2000,4000,40,0",
        ]
    )

    @staticmethod
    def operation(method: str, name: str) -> str | None:
        return "list-products" if (method, name) == ("GET", "/api/products") else None

    def test_counts_calls_between_two_rows_of_a_name(self) -> None:
        found = locust.read(io.StringIO(self.FILE), self.operation)
        assert calls(found) == {"list-products": 30}
        assert sum(each.calls for each in found.arrivals if each.second < 10) == 10
        assert (found.starts_at, found.seconds) == ("2023-11-14T22:13:20+00:00", 21)

    def test_weighs_response_times_by_the_calls_that_had_them(self) -> None:
        quantiles = locust.read(io.StringIO(self.FILE), self.operation).behaviours["list-products"].service.quantiles(3)
        assert quantiles[0] < 0.4 < quantiles[1]

    def test_is_refused_without_rows_by_name(self) -> None:
        only_sums = "\n".join([self.HEAD, "1700000000,2,,Aggregated,0,0,N/A,N/A,N/A,0,0"])
        with pytest.raises(ValueError, match="--csv-full-history"):
            locust.read(io.StringIO(only_sums), self.operation)
