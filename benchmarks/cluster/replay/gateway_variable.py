"""Sets an environment variable of the gateway's next pods while Argo CD is paused; Argo CD resets it afterwards."""

from benchmarks.cluster.replay.scaling_table import is_rolled
from ops.cluster.shop import FUNCTIONS
from ops.shell import SHOP, get, kubectl, until


def set_variable(name: str, value: str) -> None:
    """Sets the variable, and waits until a revision with it gets the requests."""
    env = get(FUNCTIONS, "gateway", "-n", SHOP)["spec"]["template"]["spec"]["containers"][0]["env"]
    at = next(number for number, variable in enumerate(env) if variable["name"] == name)
    path = f"/spec/template/spec/containers/0/env/{at}/value"
    kubectl(
        *("patch", FUNCTIONS, "gateway", "-n", SHOP, "--type=json"),
        *("-p", f'[{{"op": "replace", "path": "{path}", "value": "{value}"}}]'),
    )
    until(lambda: is_rolled("gateway"), 120, "The gateway's new revision did not become ready.")
