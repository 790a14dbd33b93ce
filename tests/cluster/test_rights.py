"""What programs of the platform may ask Kubernetes for."""

import subprocess

import pytest

from ops.shell import CONTEXT, SHOP

TRAEFIK = "system:serviceaccount:traefik:traefik"


def may(who: str, verb: str, what: str, namespace: str) -> bool:
    asked = ["kubectl", "--context", CONTEXT, "auth", "can-i", verb, what, "-n", namespace, f"--as={who}"]
    answer = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=False)
    assert answer.stdout.strip() in ("yes", "no"), answer.stderr
    return answer.stdout.strip() == "yes"


def test_traefik_reads_the_certificates_of_the_shop() -> None:
    assert may(TRAEFIK, "watch", "secrets", SHOP)


@pytest.mark.parametrize("namespace", ["kube-system", "argocd", "monitoring", "traefik", "default"])
def test_traefik_reads_no_secret_of_another_namespace(namespace: str) -> None:
    assert not may(TRAEFIK, "get", "secrets", namespace)


@pytest.mark.parametrize("verb", ["create", "update", "delete"])
def test_traefik_changes_no_secret(verb: str) -> None:
    assert not may(TRAEFIK, verb, "secrets", SHOP)
