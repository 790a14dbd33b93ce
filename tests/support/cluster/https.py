"""Adds production's ingress to the local cluster, with a certificate of its own."""

import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import yaml

from ops.secrets.certificates.issuing import Authority
from ops.shell import SHOP, kubectl, kustomized
from tests.support.cluster.shop import PortForward

HOST, SECRET = "shop.test", "https-test"


@dataclass(frozen=True)
class SecureIngress:
    """Local ports of Traefik's entry points, and the authority of the certificate."""

    https_port: int
    http_port: int
    trust: ssl.SSLContext

    def get(self, scheme: str, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", scheme, path, **options)

    def request(self, method: str, scheme: str, path: str, **options: Any) -> httpx.Response:
        """A request to the shop's host, which leads to the port of this machine."""
        port = self.https_port if scheme == "https" else self.http_port
        with httpx.Client(verify=self.trust, timeout=60) as client:
            headers = {"host": HOST, **options.pop("headers", {})}
            names = {"sni_hostname": HOST}
            return client.request(
                method, f"{scheme}://127.0.0.1:{port}{path}", headers=headers, extensions=names, **options
            )


@contextmanager
def secure_ingress() -> Iterator[SecureIngress]:
    authority = Authority.new("https test", int(time.time()))
    certificate, key = authority.issue(HOST, [HOST])
    secret = {
        "apiVersion": "v1", "kind": "Secret", "metadata": {"name": SECRET}, "type": "kubernetes.io/tls",
        "stringData": {"tls.crt": certificate, "tls.key": key},
    }  # fmt: skip
    objects = json.dumps({"apiVersion": "v1", "kind": "List", "items": [secret, *_routes()]})
    forwards = []
    try:
        kubectl("apply", "-n", SHOP, "-f", "-", input_text=objects)
        forwards = [PortForward("deployment/traefik", port, "traefik") for port in (8443, 8000)]
        trust = ssl.create_default_context(cadata=authority.certificate)
        yield SecureIngress(forwards[0].port, forwards[1].port, trust)
    finally:
        for forward in forwards:
            forward.close()
        kubectl("delete", "-n", SHOP, "--ignore-not-found", "-f", "-", input_text=objects)


def _routes() -> list[dict[str, Any]]:
    """Production's routes for the test's host, under names that the local cluster does not use."""
    text = kustomized("argocd/production/20-backend").replace("Host(`unset`)", f"Host(`{HOST}`)")
    routes = [each for each in yaml.safe_load_all(text) if each["apiVersion"].startswith("traefik.io")]
    for each in routes:
        if each["kind"] == "IngressRoute":
            each["metadata"]["name"] += "-by-https"
            (rule,) = each["spec"]["routes"]
            if "tls" in each["spec"]:
                each["spec"]["tls"]["secretName"] = SECRET
            else:
                # The local cluster's own routes stay in force for all other hosts.
                rule |= {"match": f"Host(`{HOST}`)", "priority": 1000}
    return routes
