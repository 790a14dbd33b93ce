"""Where production's certificate comes from: a Secret, which cert-manager may keep, or Traefik's ACME."""

import shutil
from typing import Any

import pytest

from tests.support.manifests.builds import built, layer

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
BACKEND, HTTPS = "argocd/production/20-backend", "knative/components/https"
PUBLIC = {"catalog", "gateway", "web-shop"}


def of_kind(things: list[Any], kind: str) -> dict[str, Any]:
    return {each["metadata"]["name"]: each for each in things if each["kind"] == kind}


def test_cert_manager_keeps_the_secret_that_the_routes_use_for_the_host_that_they_answer() -> None:
    things = layer(BACKEND, f"{HTTPS}/cert-manager")
    spec, routes = of_kind(things, "Certificate")["shop"]["spec"], of_kind(things, "IngressRoute")
    for name in PUBLIC:
        assert routes[name]["spec"]["tls"] == {"secretName": spec["secretName"]}
        assert routes[name]["spec"]["routes"][0]["match"].startswith(f"Host(`{spec['dnsNames'][0]}`)")
    (backend,) = (each for each in layer("argocd/production", f"{HTTPS}/cert-manager/project") if is_backend(each))
    assert {"group": "cert-manager.io", "kind": "Certificate"} in backend["spec"]["namespaceResourceWhitelist"]


def test_no_manifest_changes_which_versions_of_tls_traefik_takes() -> None:
    """It takes 1.2 and 1.3 with ciphers that have no known weakness, unless a TLSOption or a flag says otherwise."""
    things = [*layer(BACKEND, f"{HTTPS}/acme"), *built("knative/platform/traefik-acme")]
    assert of_kind(things, "TLSOption") == {}
    (container,) = of_kind(things, "Deployment")["traefik"]["spec"]["template"]["spec"]["containers"]
    assert [flag for flag in container["args"] if "tls.options" in flag or "minversion" in flag.lower()] == []


def is_backend(thing: Any) -> bool:
    return bool(thing["kind"] == "AppProject" and thing["metadata"]["name"] == "backend")


def test_the_resolver_of_the_routes_is_one_that_traefik_has_and_keeps_on_a_volume() -> None:
    routes = of_kind(layer(BACKEND, f"{HTTPS}/acme"), "IngressRoute")
    found = {name: each["spec"]["tls"] for name, each in routes.items() if "tls" in each["spec"]}
    assert found == {name: {"certResolver": "acme"} for name in PUBLIC}
    things = built("knative/platform/traefik-acme")
    pod = of_kind(things, "Deployment")["traefik"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    resolver = "--certificatesresolvers.acme.acme"
    assert {f"{resolver}.tlschallenge=true", f"{resolver}.storage=/acme/acme.json"} <= {*container["args"]}
    (mount,), (volume,) = container["volumeMounts"], pod["volumes"]
    assert (mount["name"], mount["mountPath"]) == (volume["name"], "/acme")
    assert volume["persistentVolumeClaim"]["claimName"] in of_kind(things, "PersistentVolumeClaim")
