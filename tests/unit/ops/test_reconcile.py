"""`make reconcile` runs the pod that Git describes, with the period that the operator names."""

import shutil
from datetime import UTC, datetime

import pytest

from ops.errors import CommandError
from ops.reconcile import RECONCILIATION, period
from tests.support.manifests.builds import built

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
BUILDS = {"knative/platform/reconciliation/base": "simulator", "knative/platform/reconciliation/stripe": "unset"}


class TestPeriod:
    @pytest.mark.parametrize(
        ("asked", "since", "until"),
        [
            ({}, "2026-11-22T12:00", "2026-11-29T12:00"),
            ({"SINCE": "36h"}, "2026-11-28T00:00", "2026-11-29T12:00"),
            ({"SINCE": "2026-11-01", "UNTIL": "2026-11-02"}, "2026-11-01T00:00", "2026-11-02T00:00"),
            ({"UNTIL": "2026-11-08T12:00+00:00"}, "2026-11-01T12:00", "2026-11-08T12:00"),
        ],
    )
    def test_is_what_the_operator_names(self, asked: dict[str, str], since: str, until: str) -> None:
        assert period(asked, NOW) == {"SINCE": f"{since}:00+00:00", "UNTIL": f"{until}:00+00:00"}

    @pytest.mark.parametrize("asked", [{"SINCE": "last week"}, {"UNTIL": "soon"}, {"SINCE": "2027-01-01"}])
    def test_one_that_is_none_is_refused(self, asked: dict[str, str]) -> None:
        with pytest.raises(CommandError, match=next(iter(asked.values()))):
            period(asked, NOW)


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
@pytest.mark.parametrize(("build", "provider"), BUILDS.items())
def test_the_job_is_the_pod_template_with_the_period(build: str, provider: str) -> None:
    (made,) = [each for each in built(build) if each["kind"] == "PodTemplate"]
    pod = RECONCILIATION.job("reconciliation-1", made["template"], period({}, NOW))["spec"]["template"]
    (container,), (template,) = pod["spec"]["containers"], made["template"]["spec"]["containers"]
    values = {each["name"]: each.get("value") for each in container["env"]}
    assert (values["SINCE"], values["UNTIL"]) == ("2026-11-22T12:00:00+00:00", "2026-11-29T12:00:00+00:00")
    assert values.get("PAYMENT_PROVIDER", "simulator") == provider
    assert {**container, "env": []} == {**template, "env": []}
    assert pod["metadata"] == made["template"]["metadata"]
