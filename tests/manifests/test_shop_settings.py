"""The operator's settings reach the manifests that need them."""

import shutil
from typing import Any

import pytest
import yaml

from codegen.operations import ROOT
from db import retention
from functions.orders.legal import texts as legal_texts
from functions.runtime.operator_settings import LEFT_TO_OPERATOR, refuse_unset
from ops.cluster.promotion import ENVIRONMENTS
from ops.production.settings import ShopSettings, read
from tests.support.manifests.builds import built, functions, pod_spec
from tests.support.manifests.builds import layer as with_component

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
# Traefik is no layer of Argo CD, but has a setting, too.
LAYERS = ("10-database", "20-backend", "30-frontend", "40-observability", "traefik")
LEFT = LEFT_TO_OPERATOR | legal_texts.LEFT_TO_OPERATOR | retention.LEFT_TO_OPERATOR
# The others would be wrong for most shops, and have no value in Git.
HAVE_DEFAULTS = {
    *("vies_requester", "breached_passwords_url", "picture_store", "picture_store_region"),
    *("logs_to", "traces_to", "demo_data"),
    # Right for every shop that does not offer German, and refused by `make production-check` for the others.
    *(name for name in legal_texts.LEFT_TO_OPERATOR.values() if name.endswith("_de")),
    *(set(retention.LEFT_TO_OPERATOR.values()) - {"sales_kept", "guest_carts_kept"}),
}
MANIFESTS = ("argocd", "db", "eventing", "frontend/manifests", "knative", "observability", "rollouts/manifests")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Production's layers as Kustomize builds them once every setting is filled in, with a value that names it."""
    copy = tmp_path_factory.mktemp("manifests")
    for folder in MANIFESTS:
        shutil.copytree(ROOT / folder, copy / folder)
    settings = copy / "argocd/production/shop/shop.yaml"
    document = yaml.safe_load(settings.read_text())
    document["settings"] = {
        **{name: f"filled-{name}" for name in document["settings"]},
        "url": "https://filled-url",
        "alerts_smtp_server": "filled-alerts_smtp_server:587",
    }
    settings.write_text(yaml.safe_dump(document))
    return [each for layer in LAYERS for each in built(str(copy / "argocd/production" / layer))]


def test_a_filled_file_leaves_nothing_unset(filled: list[Any]) -> None:
    assert [line.strip() for line in yaml.safe_dump_all(filled).splitlines() if "unset" in line] == []


def test_each_setting_is_used(filled: list[Any]) -> None:
    text = str(filled)
    assert [name for name in ShopSettings.model_fields if f"filled-{name}" not in text] == ["demo_data"]


def test_the_demonstration_is_seeded_where_its_setting_says_so_and_nowhere_else(filled: list[Any]) -> None:
    (job,) = (each for each in built("argocd/kind/20-backend") if each["kind"] == "Job")
    known = {each["name"]: each.get("value") for each in pod_spec(job)["containers"][0]["env"]}

    assert known["DEMO_DATA"] == "sample"
    assert "DEMO_DATA" not in str(filled)
    assert [each["metadata"]["name"] for each in filled if each["kind"] == "Job"] == ["database-deploy"]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_production_comes_with_what_is_right_for_every_shop_and_with_nothing_else_filled_in(environment: str) -> None:
    text = (ROOT / f"argocd/{environment}/shop/shop.yaml").read_text()
    settings = yaml.safe_load(text)["settings"]

    assert settings.keys() == ShopSettings.model_fields.keys()
    assert {name for name, value in settings.items() if "unset" not in value} == HAVE_DEFAULTS
    assert [problem for problem in read(text)[1] if not problem.endswith("is not set")] == []
    for variable, setting in retention.LEFT_TO_OPERATOR.items():
        if setting in HAVE_DEFAULTS:
            periods = {rule.after for _, rule in retention.purged() if rule.setting == variable}
            assert periods == {retention.period(variable, settings[setting])}


@pytest.mark.parametrize(
    "folder",
    [
        *(f"knative/components/{name}" for name in ("spans-outside", "vies", "breached-passwords", "pictures-outside")),
        "observability/components/logs-outside",
    ],
)
def test_what_is_sent_outside_leaves_the_cluster_and_reaches_none_of_its_networks(folder: str) -> None:
    layer = f"argocd/production/{'20-backend' if folder.startswith('knative') else '40-observability'}"
    before = [each["metadata"] for each in built(layer)]
    (policy,) = (each for each in with_component(layer, folder) if each["metadata"] not in before)
    assert policy["kind"] == "NetworkPolicy"
    (way,) = policy["spec"]["egress"]
    assert "10.0.0.0/8" in way["to"][0]["ipBlock"]["except"]
    assert way["ports"] == [{"port": 443}]


def test_a_function_has_no_other_value_for_what_is_left_to_the_operator() -> None:
    values = {
        variable["name"]: variable["value"]
        for function in functions("production").values()
        for variable in pod_spec(function)["containers"][0]["env"]
        if variable["name"] in LEFT
    }
    assert values == dict.fromkeys(LEFT, "unset")


@pytest.mark.parametrize(("variable", "setting"), LEFT.items())
def test_a_function_that_lacks_one_setting_of_all_does_not_start_and_names_it(
    filled: list[Any], variable: str, setting: str
) -> None:
    of_functions = [each for each in filled if each["apiVersion"].startswith("serving.knative.dev")]
    containers = [pod_spec(each)["containers"][0] for each in of_functions]
    known = [{each["name"]: each["value"] for each in one["env"] if "value" in each} for one in containers]
    readers = [environ for environ in known if variable in environ]
    assert readers != []
    for environ in readers:
        refuse_unset(environ)
        with pytest.raises(SystemExit, match=f"Set `{setting}` in "):
            refuse_unset({**environ, variable: "unset"})


def test_the_local_cluster_has_all_of_its_settings() -> None:
    assert [layer for layer in LAYERS if "unset" in str(built(f"argocd/kind/{layer}"))] == []


@pytest.mark.parametrize("entry_point", ["web", "websecure"])
def test_traefik_believes_the_same_balancers_as_the_gateway(filled: list[Any], entry_point: str) -> None:
    (traefik,) = (pod_spec(each)["containers"][0] for each in filled if each["kind"] == "Deployment"
                  and each["metadata"]["name"] == "traefik")  # fmt: skip
    (gateway,) = (pod_spec(each)["containers"][0] for each in filled if each["metadata"]["name"] == "gateway"
                  and each["apiVersion"].startswith("serving.knative.dev"))  # fmt: skip
    known = {variable["name"]: variable.get("value") for variable in gateway["env"]}

    assert known["GATEWAY_TRUSTED_PROXIES"] == "filled-trusted_proxies"
    assert traefik["env"] == [{"name": "TRUSTED_PROXIES", "value": known["GATEWAY_TRUSTED_PROXIES"]}]
    about = [each for each in traefik["args"] if each.startswith(f"--entrypoints.{entry_point}.forwardedHeaders")]
    assert about == [f"--entrypoints.{entry_point}.forwardedHeaders.trustedIPs=$(TRUSTED_PROXIES)"]


class TestHttps:
    def test_answers_for_the_shops_host_only_and_sends_http_there(self, filled: list[Any]) -> None:
        routes = {each["metadata"]["name"]: each["spec"] for each in filled if each["kind"] == "IngressRoute"}
        public = {name: spec for name, spec in routes.items() if spec["entryPoints"] == ["websecure"]}
        assert public.keys() == {"catalog", "gateway", "web-shop"}
        for spec in public.values():
            assert spec["tls"] == {"secretName": "filled-tls_secret"}
            assert spec["routes"][0]["match"].startswith("Host(`filled-url`) && ")
        for each in built("knative/platform/ingress"):
            match = each["spec"]["routes"][0]["match"]
            alone = f"({match})" if "||" in match else match
            assert public[each["metadata"]["name"]]["routes"][0]["match"] == f"Host(`filled-url`) && {alone}"
        assert routes["to-https"]["routes"][0]["middlewares"] == [{"name": "to-https"}]
        assert routes.keys() - public.keys() == {"to-https"}
