"""Runs stand-ins for payment provider, mail server, alarm service and store of backups, in a namespace of their own.

Their addresses belong to no cluster network, and their names lead there. So production's NetworkPolicies and
certificates are tried as they are.
"""

import json
from pathlib import Path
from string import Template

from ops.cluster.readiness import await_rollout
from ops.shell import SHOP, apply, get, kubectl, run
from tests.support.cluster.production.certificates import Certificates
from tests.support.cluster.production.images import STAND_INS_TAG, nodes
from tests.support.cluster.production.names import (
    ADDRESSES,
    PROVIDERS,
    SHOP_HOST,
    STORE,
    STORE_LOGIN,
    TLS_SECRET,
    WEBHOOK_SECRET,
)
from tests.support.cluster.production.settings import AUTHORITY_NAME

NAMESPACE = "outside"
MANIFESTS = Path(__file__).with_name("stand-ins.yaml")


def start(made: Certificates) -> None:
    """Starts the stand-ins, and has their names and addresses lead to them."""
    (node,) = nodes("control-plane")
    _route(node)
    _name()
    apply(stand_ins(node, _internal_address(node)))
    files = {"authority.pem": made.authority, "tls.crt": made.outside, "tls.key": made.outside_key}
    apply(_object("Secret", "certificates", NAMESPACE, files))
    kubectl("rollout", "restart", "deployment/stand-ins", "-n", NAMESPACE)
    await_rollout("deployment/stand-ins", NAMESPACE, 120)


def stand_ins(node: str, address: str) -> str:
    """The manifests of the stand-ins, for the node with this address."""
    return Template(MANIFESTS.read_text()).substitute(
        node=node,
        node_address=address,
        image=STAND_INS_TAG,
        providers=PROVIDERS,
        store=STORE,
        shop_host=SHOP_HOST,
        webhook_secret=WEBHOOK_SECRET,
        access_key=STORE_LOGIN["BACKUP_STORE_ACCESS_KEY"],
        secret_key=STORE_LOGIN["BACKUP_STORE_SECRET_KEY"],
    )


def trust(made: Certificates) -> None:
    """Gives the shop its certificate, and Alertmanager the authority of the stand-ins."""
    certificate = {"tls.crt": made.shop, "tls.key": made.shop_key}
    apply(_object("Secret", TLS_SECRET, SHOP, certificate, type="kubernetes.io/tls"))
    authority = {AUTHORITY_NAME: made.authority}
    apply(_object("ConfigMap", "outside-authority", "monitoring", authority))


def _route(node: str) -> None:
    address = _internal_address(node)
    for each in (PROVIDERS, STORE):
        run("docker", "exec", node, "ip", "address", "replace", f"{each}/32", "dev", "lo")
        for worker in nodes("worker"):
            run("docker", "exec", worker, "ip", "route", "replace", f"{each}/32", "via", address)


def _name() -> None:
    """Adds the hosts to the cluster's DNS."""
    known = get("configmap", "coredns", "-n", "kube-system")["data"]["Corefile"]
    if STORE in known:
        return
    hosts = "".join(f"        {address} {host}\n" for host, address in ADDRESSES.items())
    changed = known.replace("    ready\n", f"    ready\n    hosts {{\n{hosts}        fallthrough\n    }}\n")
    patch = json.dumps({"data": {"Corefile": changed}})
    kubectl("patch", "configmap", "coredns", "-n", "kube-system", "--type=merge", "-p", patch)
    kubectl("rollout", "restart", "deployment/coredns", "-n", "kube-system")
    await_rollout("deployment/coredns", "kube-system", 120)


def _internal_address(node: str) -> str:
    addresses = get("node", node)["status"]["addresses"]
    return next(str(each["address"]) for each in addresses if each["type"] == "InternalIP" and "." in each["address"])


def _object(kind: str, name: str, namespace: str, data: dict[str, str], **fields: str) -> str:
    content = {"data" if kind == "ConfigMap" else "stringData": data, **fields}
    metadata = {"name": name, "namespace": namespace}
    return json.dumps({"apiVersion": "v1", "kind": kind, "metadata": metadata, **content})
