"""Finds the servers of the cluster's database and their primary, and runs commands in them."""

import json

from ops.shell import SHOP, get, kubectl

SERVERS = "app.kubernetes.io/name=postgres"
# Patroni's state: which server is the primary, which standby may take over, and the settings that all share.
STATE = ("postgres-primary", "postgres-primary-config", "postgres-primary-failover", "postgres-primary-sync")


def primary() -> str:
    """The name of the primary's pod; empty if no primary is running."""
    found = get("pods", "-n", SHOP, "-l", f"{SERVERS},cloudshop.dev/database-role=primary")["items"]
    return next((pod["metadata"]["name"] for pod in found if _is_ready(pod)), "")


def execute(pod: str, *command: str) -> str:
    """The output of a command in the server's pod."""
    return kubectl("exec", "-n", SHOP, pod, "--container=postgres", "--", *command)


def volumes() -> list[str]:
    """The names of the servers' volumes."""
    claims = get("persistentvolumeclaims", "-n", SHOP, "-l", SERVERS)["items"]
    return [claim["spec"]["volumeName"] for claim in claims if "volumeName" in claim["spec"]]


def retain(volume: str) -> None:
    """Keeps the volume when its claim is deleted."""
    kept = json.dumps({"spec": {"persistentVolumeReclaimPolicy": "Retain"}})
    kubectl("patch", "persistentvolume", volume, "-p", kept)


def _is_ready(pod: dict[str, dict[str, list[dict[str, str]]]]) -> bool:
    return any(each["type"] == "Ready" and each["status"] == "True" for each in pod["status"].get("conditions", []))
