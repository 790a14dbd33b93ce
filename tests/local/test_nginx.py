"""The web shop's Nginx and the local run serve alike; where there is Docker, a real Nginx is tried."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from functions.payments.providers.stripe_element import WALLETS
from local.host.operations import ROOT
from local.web import rendered_pages
from local.web.headers import ELEMENTS, SECURITY, element_of, headers_of
from local.web.web_shop import FILE, PAGE, web_shop
from tests.support.folders import entered_by_all
from tests.support.web.builds import INDEX, PACKED, SCRIPT, a_build, served
from tests.support.web.nginx import CONFIGURATION, FILES, IMAGE, has_image
from tests.support.web.nginx import nginx as started

TEXT = CONFIGURATION.read_text()
PATHS = (
    "/", "/cart", "/products/a-mug", "/staff/stock/A.B", "/index.html", "/humans.txt", "/favicon.ico", "/assets",
    "/assets/", "/assets/index-BGk2.js", "/assets/index-old.js", "/assets/a/b.js", "/pictures/mug.svg",
    "/pictures/none.svg", "/products", "/products/", "/products/a-mug/", "/products/a/b", "/cart/", "/carts",
    "/orders/CS-1", "/account", "/account/second-factor", "/account/nothing", "/staff", "/reset-password",
    "/confirm-address", "/confirm-password", "/nothing", "/.vite/manifest.json", "/package.json",
)  # fmt: skip


class TestRules:
    def test_say_the_same_of_security(self) -> None:
        for provider, wallets in (("simulator", "none"), ("stripe", "none"), ("stripe", "apple-google")):
            element = element_of({"PAYMENT_PROVIDER": provider, "STRIPE_WALLETS": wallets})
            text = TEXT
            for name in ("scripts", "connections", "frames"):
                text = text.replace(f"$element_{name}", element.get(name, ""))
            for name, usual in (("opener", "same-origin"), ("payment", "()")):
                assert re.search(rf'map {name} \$wallets_{name} {{\s+default "?{re.escape(usual)}"?;', text)
                text = text.replace(f"$wallets_{name}", element.get(name, usual))
            said = {name.lower(): value for name, value in re.findall(r'add_header ([\w-]+) "(.*)" always;', text)}
            assert said.items() <= headers_of("/", 200, element).items()
            assert said.keys() == SECURITY.keys()

    def test_take_nothing_from_elsewhere_unless_a_payment_provider_needs_it(self) -> None:
        assert headers_of("/", 200, element_of({})) == headers_of("/", 200)
        of_stripe = headers_of("/", 200, element_of({"PAYMENT_PROVIDER": "stripe"}))["content-security-policy"]
        without = re.sub(r" https://(\*\.)?(js|api|hooks)\.stripe\.com", "", of_stripe)
        assert without.replace(" frame-src;", "") == SECURITY["content-security-policy"]
        assert set(re.findall(r"\$element_(\w+) \{", TEXT)) == element_of({"PAYMENT_PROVIDER": "stripe"}).keys()
        mounted = (ROOT / "frontend" / "manifests" / "web-shop.yaml").read_text()
        assert "mountPath: /etc/nginx/elements," in mounted
        assert TEXT.count("include /etc/nginx/elements/*.conf;") == 3
        assert {path.stem for path in ELEMENTS.iterdir()} == {"simulator", "stripe"}

    @pytest.mark.parametrize("wallets", [*WALLETS])
    def test_let_pages_pay_and_open_windows_for_wallets_alone(self, wallets: str) -> None:
        headers = headers_of("/", 200, element_of({"PAYMENT_PROVIDER": "stripe", "STRIPE_WALLETS": wallets}))
        opener, policy = headers["cross-origin-opener-policy"], headers["permissions-policy"]
        if wallets == "none":
            assert (opener, policy) == (SECURITY["cross-origin-opener-policy"], SECURITY["permissions-policy"])
        else:
            assert opener == "same-origin-allow-popups"
            assert policy.endswith(', payment=(self "https://js.stripe.com" "https://*.js.stripe.com")')
        mounted = (ROOT / "frontend" / "manifests" / "web-shop.yaml").read_text()
        assert "mountPath: /etc/nginx/wallets," in mounted
        assert TEXT.count("include /etc/nginx/wallets/*.conf;") == 2
        known = (ROOT / "frontend" / "manifests" / "kustomization.yaml").read_text()
        assert re.search(rf"[\[ ]{wallets}=wallets/{'none' if wallets == 'none' else 'shown'}\.conf", known)

    def test_let_all_come_from_a_stand_in_for_stripe_alone(self) -> None:
        environ = {"PAYMENT_PROVIDER": "stripe", "STRIPE_SCRIPT_URL": "http://127.0.0.1:9999/stripe.js"}
        policy = headers_of("/", 200, element_of(environ))["content-security-policy"]
        assert "script-src 'self' http://127.0.0.1:9999; " in policy
        assert "frame-src http://127.0.0.1:9999; " in policy
        assert "stripe.com" not in policy
        wallets = headers_of("/", 200, element_of({**environ, "STRIPE_WALLETS": "apple-google"}))
        assert wallets["permissions-policy"].endswith(' payment=(self "http://127.0.0.1:9999")')

    def test_let_every_answer_say_it(self) -> None:
        # A location with an add_header of its own would lose those of the server.
        for server in TEXT.split("    server {")[1:]:
            assert "add_header" not in server[server.index("        location") :]
        headers = re.findall(r"^ +add_header .*$", TEXT, re.MULTILINE)
        assert all(line.endswith(" always;") for line in headers)

    @pytest.mark.parametrize("status", [200, 206, 304, 404, 405])
    def test_keep_files_for_as_long(self, status: int) -> None:
        (table,) = re.findall(r'map "\$status:\$uri" \$caching \{([^}]*)\}', TEXT)
        patterns = [(pattern, said) for pattern, said in re.findall(r'"~(.*?)" "(.*)";', table)]
        for path in PATHS:
            lasting = (said for pattern, said in patterns if re.search(pattern, f"{status}:{path}"))
            assert next(lasting, "no-cache") == headers_of(path, status)["cache-control"], path

    def test_distinguish_pages_from_files_alike(self) -> None:
        ours = (rendered_pages.PAGE, rendered_pages.SITEMAP, PAGE, re.compile(rf"{FILE.pattern}|/pictures/"))
        theirs = re.findall(r"location ~ (\S+) \{", TEXT)
        assert len(theirs) == len(ours)
        for path in PATHS:
            found = [re.search(pattern, path) is not None for pattern in theirs]
            assert found == [pattern.match(path) is not None for pattern in ours], path


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = a_build(entered_by_all(tmp_path_factory.mktemp("nginx")))
    (dist / "pictures").mkdir()
    (dist / "pictures" / "mug.svg").write_text("<svg/>")
    (dist / ".vite").mkdir()
    (dist / ".vite" / "manifest.json").write_text("not for the public")
    return dist


@pytest.fixture(scope="module")
def local(build: Path) -> Iterator[httpx.Client]:
    with served(web_shop(build, build / "pictures")) as client:
        yield client


@pytest.fixture(scope="module")
def nginx(build: Path) -> Iterator[httpx.Client]:
    with (
        started(build) as addresses,
        httpx.Client(base_url=addresses[FILES], headers={"accept-encoding": "identity"}) as client,
    ):
        yield client


@pytest.mark.skipif(not has_image(), reason=f"no Docker with {IMAGE}")
class TestNginx:
    def test_answers_as_the_local_run_does(self, nginx: httpx.Client, local: httpx.Client) -> None:
        for path in PATHS:
            ours, its = local.get(path), nginx.get(path)
            assert its.status_code == ours.status_code, path
            assert its.status_code == 404 or its.content == ours.content, path
            for name in (*SECURITY, "cache-control", "vary"):
                assert its.headers.get(name, "").lower() == ours.headers.get(name, "").lower(), (path, name)

    def test_sends_what_the_build_compressed(self, nginx: httpx.Client) -> None:
        with nginx.stream("GET", "/assets/index-BGk2.js", headers={"accept-encoding": "br, gzip"}) as answer:
            assert b"".join(answer.iter_raw()) == PACKED
            assert answer.headers["content-encoding"] == "gzip"
        assert nginx.get("/assets/index-BGk2.js").text == SCRIPT

    def test_sends_nothing_again_to_who_has_it(self, nginx: httpx.Client) -> None:
        for path in ("/", "/assets/index-BGk2.js"):
            first = nginx.get(path)
            again = nginx.get(path, headers={"if-none-match": first.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["cache-control"] == first.headers["cache-control"]
            assert again.headers["content-security-policy"] == SECURITY["content-security-policy"]

    def test_takes_get_and_head_only(self, nginx: httpx.Client) -> None:
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            refused = nginx.request(method, "/cart")
            assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
        head = nginx.head("/cart")
        assert (head.status_code, head.content, int(head.headers["content-length"])) == (200, b"", len(INDEX))

    @pytest.mark.parametrize(
        "path", ["/../package.json", "/assets/../../package.json", "/assets/%2e%2e/%2e%2e/package.json", "/..%2fa.json"]
    )
    def test_never_serves_a_file_from_elsewhere(self, nginx: httpx.Client, path: str) -> None:
        answer = nginx.get("/", extensions={"target": path.encode()})
        assert answer.status_code in (400, 404)

    def test_demands_https_where_the_shopper_came_by_it(self, nginx: httpx.Client) -> None:
        secure = nginx.get("/", headers={"x-forwarded-proto": "https"})
        assert secure.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert "strict-transport-security" not in nginx.get("/").headers

    def test_does_not_report_its_version(self, nginx: httpx.Client) -> None:
        assert nginx.get("/assets/none.js").headers["server"] == "nginx"
