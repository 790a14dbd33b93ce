"""Which headers a client can pass to a function, and which every response has."""

import re

import pytest
from joserfc.jwk import OKPKey

from functions.runtime.security.caller_identity import (
    CALLER_HEADER,
    CALLER_HEADER_BEFORE,
    caller_claims,
    caller_header,
    caller_header_before,
)
from tests.support.gateway.gateway import Gateway, Start, slug
from tests.support.gateway.keys import a_token, bearer
from tests.support.operations.shop import GATEWAY_KEY, KEY
from tests.support.servers.functions import Functions, answering

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class TestWhatFunctionsHear:
    def test_is_what_operations_read(self, gateway: Gateway, functions: Functions) -> None:
        said = {
            "idempotency-key": "8e03978e-40d5-43e8-bc93-6894a57f9324", "cart-token": "abc", "if-none-match": '"e"',
            "accept": "application/json", "webhook-id": "w", "webhook-timestamp": "1", "webhook-signature": "v1,x",
            "stripe-signature": "t=1,v1=x",
        }  # fmt: skip
        gateway.client.post("/api/orders", json={}, headers=said)
        assert said.items() <= functions.received[0].headers.items()

    @pytest.mark.parametrize(
        "name",
        [
            "ce-id", "Ce-Type", "CE-SIGNATURE", "ce-requestid", "x-cloudshop-identity", "x-cloudshop-caller",
            "X-Cloudshop-Anything", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-user", "x-real-ip",
            "x-user-id", "remote-user", "cookie", "authorization", "knative-serving-tag", "k-network-probe",
            "knative-serving-revision", "function-execution-id",
            "x-http-method-override", "x-original-url", "proxy-authorization", "te", "keep-alive", "x_cloudshop_caller",
            "via", "traceparent", "x-request-id",
        ],
    )  # fmt: skip
    def test_is_nothing_else(self, gateway: Gateway, functions: Functions, key: OKPKey, name: str) -> None:
        value = f"Bearer {a_token(key)}" if name == "authorization" else "forged by a client"
        gateway.client.get("/api/products", headers={name: value})
        (call,) = functions.calls("list-products")
        assert value not in call.headers.values()

    def test_is_the_browser_for_a_log_in_alone(self, gateway: Gateway, functions: Functions) -> None:
        said = {"user-agent": "Firefox/132.0"}
        gateway.client.post("/api/sessions", json={"email": "ada@example.org"}, headers=said)
        gateway.client.post("/api/accounts", json={"email": "ada@example.org"}, headers=said)
        (log_in,), (other,) = functions.calls("log-in"), functions.calls("register-account")
        assert log_in.headers["user-agent"] == "Firefox/132.0"
        assert "user-agent" not in other.headers

    def test_is_no_identity_that_a_client_made_up(self, gateway: Gateway, functions: Functions) -> None:
        claims = caller_claims("0d2c2a0e-1b1f-4a77-8f6a-111111111111", "admin", now=4e9)
        forged = {
            CALLER_HEADER: caller_header(GATEWAY_KEY, "list-products", claims),
            CALLER_HEADER_BEFORE: caller_header_before([KEY], claims),
        }
        assert gateway.client.get("/api/staff/orders", headers=forged).status_code == 401
        gateway.client.get("/api/products", headers=forged)
        assert not forged.keys() & functions.received[0].headers.keys()

    def test_has_no_header_that_the_connection_names(self, gateway: Gateway, functions: Functions) -> None:
        gateway.client.get("/api/products", headers={"connection": "cart-token", "x-a": "b"})
        assert "connection" not in functions.received[0].headers

    @pytest.mark.parametrize("name", ["authorization", "idempotency-key", "cart-token", "content-type", "x-request-id"])
    def test_is_never_one_of_two(self, gateway: Gateway, functions: Functions, name: str) -> None:
        request = f"GET /api/products HTTP/1.1\r\nhost: shop\r\n{name}: a\r\n{name}: b\r\n\r\n"
        assert gateway.raw(request.encode()).startswith(b"HTTP/1.1 400 ")
        assert functions.received == []

    def test_lists_given_in_parts_are_joined(self, gateway: Gateway, functions: Functions) -> None:
        gateway.raw(b'GET /api/products HTTP/1.1\r\nhost: shop\r\nif-none-match: "a"\r\nif-none-match: "b"\r\n\r\n')
        assert functions.received[0].headers["if-none-match"] == '"a", "b"'

    @pytest.mark.parametrize(
        "media_type",
        [
            "application/cloudevents+json",
            "Application/CloudEvents+JSON; charset=utf-8",
            "application/cloudevents-batch+json",
        ],
    )
    def test_is_no_event(self, gateway: Gateway, functions: Functions, media_type: str) -> None:
        refused = gateway.client.post("/api/orders", content=b"{}", headers={"content-type": media_type})
        assert (refused.status_code, slug(refused)) == (415, "unsupported-media-type")
        assert functions.received == []

    def test_is_no_compressed_body(self, gateway: Gateway, functions: Functions) -> None:
        assert gateway.client.post("/api/orders", content=b"x", headers={"content-encoding": "gzip"}).status_code == 415
        assert functions.received == []


class TestTraces:
    def test_go_through(self, gateway: Gateway, functions: Functions) -> None:
        said = {"x-request-id": "my-request.1", "tracestate": "vendor=1"}
        answer = gateway.client.get("/api/products", headers={**said, "traceparent": TRACEPARENT})
        passed_on = functions.received[0].headers
        assert said.items() <= passed_on.items()
        assert answer.headers["x-request-id"] == "my-request.1"
        # The same trace, in which the gateway's own span is what comes before the function's.
        trace, span, flags = re.fullmatch(r"00-(\w{32})-(\w{16})-(\w\w)", passed_on["traceparent"]).groups()  # type: ignore[union-attr]
        assert (trace, flags) == (TRACEPARENT[3:35], TRACEPARENT[53:])
        assert span != TRACEPARENT[36:52]

    @pytest.mark.parametrize(
        ("given", "passed_on"),
        [
            (TRACEPARENT, "01"), (f"  {TRACEPARENT}\t ", "01"), (TRACEPARENT[:-2] + "ff", "03"),
            (TRACEPARENT[:-2] + "fc", "00"), ("01" + TRACEPARENT[2:], "01"), ("cc" + TRACEPARENT[2:] + "-more", "01"),
        ],
    )  # fmt: skip
    def test_of_every_version_go_on_with_the_flags_that_are_known(
        self, gateway: Gateway, functions: Functions, given: str, passed_on: str
    ) -> None:
        gateway.raw(f"GET /api/products HTTP/1.1\r\nhost: shop\r\ntraceparent:{given}\r\n\r\n".encode())
        continued = functions.received[0].headers["traceparent"]
        assert (continued[:36], continued[-2:]) == (TRACEPARENT[:36], passed_on)

    def test_begin_anew_where_two_are_given(self, gateway: Gateway, functions: Functions) -> None:
        two = [("traceparent", TRACEPARENT), ("traceparent", TRACEPARENT.replace("b7", "b8")), ("tracestate", "v=1")]
        assert gateway.client.get("/api/products", headers=two).status_code == 200
        assert functions.received[0].headers["traceparent"][3:35] != TRACEPARENT[3:35]
        assert "tracestate" not in functions.received[0].headers

    @pytest.mark.parametrize(
        "traceparent",
        [
            "", "00", TRACEPARENT.upper(), TRACEPARENT + "-00", "ff" + TRACEPARENT[2:],
            "00-" + "0" * 32 + TRACEPARENT[35:],
            TRACEPARENT[:36] + "0" * 16 + "-01", TRACEPARENT[:-1], TRACEPARENT + "\x80",
        ],
    )  # fmt: skip
    def test_are_made_where_there_is_none_to_follow(
        self, gateway: Gateway, functions: Functions, traceparent: str
    ) -> None:
        gateway.client.get(
            "/api/products", headers=[(b"traceparent", traceparent.encode("latin-1")), (b"tracestate", b"v=1")]
        )
        made = functions.received[0].headers
        assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-03", made["traceparent"])
        assert "tracestate" not in made

    @pytest.mark.parametrize(
        "request_id", ["", "short", "a" * 65, 'has"quote1', "has space1", "{$jndi:x}", "caf\u00e9-12345"]
    )
    def test_have_a_request_id_of_harmless_characters(
        self, gateway: Gateway, functions: Functions, request_id: str
    ) -> None:
        answer = gateway.client.get("/api/products", headers=[(b"x-request-id", request_id.encode("latin-1"))])
        made = answer.headers["x-request-id"]
        assert re.fullmatch(r"[0-9a-f]{16}", made)
        assert functions.received[0].headers["x-request-id"] == made

    def test_differ(self, gateway: Gateway, functions: Functions) -> None:
        ids = {gateway.client.get("/api/products").headers["x-request-id"] for _ in range(20)}
        assert len(ids) == len({call.headers["traceparent"][3:35] for call in functions.received}) == 20


class TestTrailers:
    def test_are_not_headers(self, gateway: Gateway, functions: Functions) -> None:
        gateway.raw(
            b"POST /api/orders HTTP/1.1\r\nhost: shop\r\ncontent-type: application/json\r\n"
            b"transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nidempotency-key: smuggled-in-a-trailer\r\n\r\n"
        )
        assert functions.received[0].body == b"{}"
        assert "idempotency-key" not in functions.received[0].headers


class TestEveryAnswer:
    @pytest.mark.parametrize("path", ["/api/products", "/nothing", "/api/docs", "/api/openapi.json", "/api/me"])
    def test_is_safe_to_show(self, gateway: Gateway, path: str) -> None:
        answer = gateway.client.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert len(answer.headers["x-request-id"]) == 16
        assert "server" not in answer.headers

    @pytest.mark.parametrize("path", ["/api/products", "/nothing", "/api/openapi.json"])
    def test_of_data_is_no_page_to_a_browser(self, gateway: Gateway, path: str) -> None:
        policy = gateway.client.get(path).headers["content-security-policy"]
        assert policy.startswith("default-src 'none';")
        assert "frame-ancestors 'none'" in policy

    def test_with_a_page_of_a_function_has_the_policy_of_that_page(
        self, gateway: Gateway, functions: Functions
    ) -> None:
        page = {"content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'; img-src *"}
        functions.on("list-products", answering(200, {}, page))
        answer = gateway.client.get("/api/products")
        assert answer.headers.get_list("content-security-policy") == ["default-src 'none'; img-src *"]

    def test_is_not_stored_unless_its_function_allows_it(self, gateway: Gateway, functions: Functions) -> None:
        assert gateway.client.get("/api/products").headers["cache-control"] == "private, no-store"
        assert gateway.client.get("/nothing").headers["cache-control"] == "private, no-store"
        functions.on("list-products", answering(200, {}, {"cache-control": "public, max-age=60"}))
        assert gateway.client.get("/api/products").headers["cache-control"] == "public, max-age=60"

    def test_of_a_problem_has_the_id_to_quote(self, gateway: Gateway) -> None:
        answer = gateway.client.get("/nothing", headers={"x-request-id": "quote-me-1"})
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["request_id"] == "quote-me-1"

    def test_demands_https_where_the_client_came_by_it(self, start: Start) -> None:
        import ipaddress

        gateway = start(trusted_proxies=(ipaddress.ip_network("127.0.0.0/8"),))
        secure = gateway.client.get("/api/products", headers={"x-forwarded-proto": "https"})
        assert secure.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        assert "strict-transport-security" not in gateway.client.get("/api/products").headers

    def test_believes_no_stranger_about_https(self, gateway: Gateway) -> None:
        answer = gateway.client.get("/api/products", headers={"x-forwarded-proto": "https"})
        assert "strict-transport-security" not in answer.headers


class TestOtherOrigins:
    SHOP = "https://shop.example"

    @pytest.fixture
    def allowing(self, start: Start) -> Gateway:
        return start(cors_origins=frozenset({self.SHOP}))

    def test_may_call_where_they_are_listed(self, allowing: Gateway) -> None:
        answer = allowing.client.get("/api/products", headers={"origin": self.SHOP})
        assert answer.headers["access-control-allow-origin"] == self.SHOP
        assert "x-request-id" in answer.headers["access-control-expose-headers"]
        assert answer.headers["vary"] == "origin"
        assert "access-control-allow-credentials" not in answer.headers

    def test_may_ask_before(self, allowing: Gateway, functions: Functions) -> None:
        asked = {"origin": self.SHOP, "access-control-request-method": "PUT"}
        answer = allowing.client.options("/api/cart/items/MUG-1", headers=asked)
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, self.SHOP)
        assert answer.headers["access-control-allow-methods"] == "DELETE, OPTIONS, PUT"
        assert {"authorization", "idempotency-key"} <= set(answer.headers["access-control-allow-headers"].split(", "))
        assert functions.received == []

    def test_see_problems_too(self, allowing: Gateway) -> None:
        answer = allowing.client.get("/api/me", headers={"origin": self.SHOP})
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (401, self.SHOP)

    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "null", "https://shop.example.evil.example", "http://shop.example"]
    )
    def test_may_not_where_they_are_not(self, allowing: Gateway, origin: str) -> None:
        for answer in (
            allowing.client.get("/api/products", headers={"origin": origin}),
            allowing.client.options("/api/products", headers={"origin": origin}),
        ):
            assert not [name for name in answer.headers if name.startswith("access-control-")]
            assert answer.headers["vary"] == "origin"

    def test_are_none_by_default(self, gateway: Gateway) -> None:
        answer = gateway.client.get("/api/products", headers={"origin": self.SHOP})
        assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_tokens_go_no_further_than_the_gateway(gateway: Gateway, functions: Functions, key: OKPKey) -> None:
    token = a_token(key)
    gateway.client.get("/api/me", headers=bearer(token))
    assert all(token not in str(call) for call in functions.received)
