"""What is fetched from upstream, and what we change of it."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from ops.cluster import upstream

CHANGED = sorted(path.stem for path in upstream.PATCHES.glob("*.yaml"))
PROBE = {"httpGet": {"path": "/healthz", "port": 8080}, "timeoutSeconds": 1}


def as_released(change: Any) -> Any:
    """The workload that the change is for, as upstream might write it."""
    containers = change["spec"].get("template", {"spec": {"containers": [{"name": "program"}]}})["spec"]["containers"]
    released = [{"name": each["name"], "image": "an-image", "livenessProbe": PROBE} for each in containers]
    template = {"spec": {"containers": released}}
    return {**change, "spec": {"replicas": 1, "template": template}}


def test_a_change_is_of_something_that_is_fetched() -> None:
    assert CHANGED
    assert set(CHANGED) <= set(upstream.pins())


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
@pytest.mark.parametrize("name", CHANGED)
def test_what_is_applied_is_what_was_released_with_our_changes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = list(yaml.safe_load_all((upstream.PATCHES / f"{name}.yaml").read_text()))
    released = tmp_path / upstream.pins()[name].url.removeprefix("https://")
    released.parent.mkdir(parents=True)
    released.write_text(yaml.safe_dump_all(map(as_released, changes)))
    monkeypatch.setenv("UPSTREAM_MIRROR", str(tmp_path))
    merged = {each["metadata"]["name"]: each["spec"] for each in yaml.safe_load_all(upstream.manifest(name))}
    for change in changes:
        spec, wanted = merged[change["metadata"]["name"]], change["spec"]
        assert spec["replicas"] == wanted.get("replicas", 1)
        (container,) = spec["template"]["spec"]["containers"]
        (asked,) = wanted.get("template", {"spec": {"containers": [{}]}})["spec"]["containers"]
        assert container["image"] == "an-image"
        assert container["livenessProbe"] == PROBE | asked.get("livenessProbe", {})
        assert container.get("resources") == asked.get("resources")
