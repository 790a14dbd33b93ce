import pytest
from joserfc.jwk import OKPKey

from tests.support.gateway.gateway import Gateway, Start, slug, wait_until
from tests.support.gateway.keys import a_token, bearer
from tests.support.servers.functions import Functions, answering


class TestRouting:
    def test_brings_a_path_to_its_operation_with_its_query(self, gateway: Gateway, functions: Functions) -> None:
        answer = gateway.client.get("/api/products?category=mugs&limit=5")
        assert answer.status_code == 200
        (call,) = functions.received
        assert (call.operation, call.query) == ("list-products", {"category": ["mugs"], "limit": ["5"]})

    def test_names_the_function_as_host(self, gateway: Gateway, functions: Functions) -> None:
        gateway.client.get("/api/products", headers={"host": "shop.example"})
        assert functions.received[0].headers["host"] == f"127.0.0.1:{functions.port}"

    def test_passes_a_body_on(self, gateway: Gateway, functions: Functions) -> None:
        gateway.client.post("/api/orders", json={"lines": []})
        (call,) = functions.received
        assert (call.operation, call.method, call.body) == ("place-order", "POST", b'{"lines":[]}')
        assert call.headers["content-type"] == "application/json"

    def test_passes_a_chunked_body_on_with_its_length(self, gateway: Gateway, functions: Functions) -> None:
        gateway.client.post(
            "/api/orders", content=iter([b'{"a"', b":1}"]), headers={"content-type": "application/json"}
        )
        (call,) = functions.received
        assert (call.headers["content-length"], call.body) == ("7", b'{"a":1}')

    @pytest.mark.parametrize(
        ("path", "sku"),
        [
            ("MUG-1", "MUG-1"),
            ("TEE%2FS", "TEE/S"),
            ("A%20b%26c%3Dd%2Be", "A b&c=d+e"),
            ("a+b", "a+b"),
            ("T%C3%A9", "Té"),
        ],
    )
    def test_decodes_a_path_parameter_once(self, gateway: Gateway, functions: Functions, path: str, sku: str) -> None:
        gateway.client.delete(f"/api/cart/items/{path}")
        assert functions.received[0].query == {"sku": [sku]}

    def test_puts_path_parameters_before_the_clients(self, gateway: Gateway, functions: Functions) -> None:
        gateway.client.get("/api/products/red-mug?currency=EUR")
        assert functions.received[0].target == "/get-product?handle=red-mug&currency=EUR"

    def test_prefers_a_fixed_path_to_a_parameter(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        staff = bearer(a_token(key, role="staff"))
        gateway.client.post("/api/staff/dead-letters/replay", json={}, headers=staff)
        gateway.client.post("/api/staff/dead-letters/17/replay", json={}, headers=staff)
        called = [call.operation for call in functions.received if call.operation.startswith("replay")]
        assert called == ["replay-dead-letters", "replay-dead-letter"]


class TestAHiddenOperation:
    def test_is_unknown_and_never_asked(self, functions: Functions, start: Start) -> None:
        # The one has a route, the other is woken for the order that is announced below.
        hidden = frozenset({"pay-by-test-card", "reserve-stock"})
        gateway = start(wakes_next_steps=True, hidden_operations=hidden)
        assert gateway.client.post("/api/card-simulator/payments", json={}).status_code == 404
        assert gateway.client.options("/api/orders").status_code == 204
        wait_until(lambda: "mark-order-reserved" in {call.operation for call in functions.received})
        assert {call.operation for call in functions.received}.isdisjoint(hidden)


class TestRefusedPaths:
    @pytest.mark.parametrize(
        "path",
        [
            "/", "/api", "/api/", "/api/products/", "/api//products", "/api/./products", "/api/products/../orders",
            "/api/products/..", "/api/products/.", "/api/products/%2e%2e", "/api/products/%2E", "/api/products/a%00b",
            "/api/products/a%0d%0ab", "/api/products/%2561dmin", "/api/products/%252e%252e", "/api/%70roducts",
            "/API/products", "/api/products/a/b", "/robots.txt", "/favicon.ico", "/metrics", "/healthz",
            "/api/products;x",
        ],
    )  # fmt: skip
    def test_are_unknown(self, gateway: Gateway, functions: Functions, path: str) -> None:
        answer = gateway.raw(f"GET {path} HTTP/1.1\r\nhost: shop\r\n\r\n".encode())
        assert answer.startswith(b"HTTP/1.1 404 "), answer
        assert b"application/problem+json" in answer
        assert functions.received == []

    @pytest.mark.parametrize("handle", ["%zz", "%", "%ff", "%c3%28"])
    def test_are_not_readable(self, gateway: Gateway, functions: Functions, handle: str) -> None:
        refused = gateway.raw(f"GET /api/products/{handle} HTTP/1.1\r\nhost: shop\r\n\r\n".encode())
        assert refused.startswith(b"HTTP/1.1 400 ")
        assert functions.received == []

    def test_the_target_of_another_host_is_read_as_a_path(self, gateway: Gateway, functions: Functions) -> None:
        gateway.raw(b"GET http://evil.example/api/products HTTP/1.1\r\nhost: shop\r\n\r\n")
        assert functions.received[0].headers["host"] == f"127.0.0.1:{functions.port}"


class TestQueries:
    def test_none_beside_a_body(self, gateway: Gateway, functions: Functions) -> None:
        refused = gateway.client.put("/api/cart/items/MUG-1?sku=OTHER", json={"quantity": 1})
        assert (refused.status_code, slug(refused)) == (400, "bad-request")
        assert functions.received == []

    @pytest.mark.parametrize("query", ["sku=OTHER", "%73ku=OTHER", "a=1&sku=", "sku"])
    def test_no_second_path_parameter(self, gateway: Gateway, functions: Functions, query: str) -> None:
        refused = gateway.client.delete(f"/api/cart/items/MUG-1?{query}")
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == "sku"
        assert functions.received == []

    def test_not_too_many_parameters(self, gateway: Gateway) -> None:
        many = "&".join(f"p{number}=1" for number in range(60))
        assert gateway.client.get(f"/api/products?{many}").status_code == 400


class TestMethods:
    def test_refuses_a_method_that_the_path_does_not_know(self, gateway: Gateway, functions: Functions) -> None:
        refused = gateway.client.delete("/api/products")
        assert (refused.status_code, slug(refused)) == (405, "method-not-allowed")
        assert refused.headers["allow"] == "GET, HEAD, OPTIONS"
        assert functions.received == []

    @pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "QUERY", "PATCH"])
    def test_refuses_every_other_method_as_a_problem(self, gateway: Gateway, method: str) -> None:
        refused = gateway.client.request(method, "/api/products")
        assert (refused.status_code, refused.headers["content-type"]) == (405, "application/problem+json")

    def test_answers_head_where_it_answers_get(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("list-products", answering(200, {"products": []}, {"etag": '"a"'}))
        answer = gateway.client.head("/api/products")
        assert (answer.status_code, answer.content) == (200, b"")
        assert (answer.headers["etag"], answer.headers["content-length"]) == ('"a"', "16")
        assert functions.received[0].method == "HEAD"
        assert gateway.client.get("/api/products").json() == {"products": []}
        assert functions.connections == 1

    def test_lists_the_methods_of_a_path(self, gateway: Gateway, functions: Functions) -> None:
        answer = gateway.client.options("/api/orders")
        assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")
        assert functions.received == []

    def test_takes_no_body_where_none_is_read(self, gateway: Gateway, functions: Functions) -> None:
        assert gateway.client.request("GET", "/api/products", content=b"{}").status_code == 400
        assert gateway.client.request("DELETE", "/api/cart/items/MUG-1", content=b"{}").status_code == 400
        assert functions.received == []


class TestPages:
    def test_serves_the_document_and_its_page(self, gateway: Gateway) -> None:
        assert gateway.client.get("/api/openapi.json").json()["openapi"].startswith("3.1")
        page = gateway.client.get("/api/docs")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
        assert "script-src" not in page.headers["content-security-policy"]
        assert gateway.client.get("/api/docs.css").headers["content-type"].startswith("text/css")

    def test_answers_a_conditional_request(self, gateway: Gateway) -> None:
        tag = gateway.client.get("/api/docs").headers["etag"]
        again = gateway.client.get("/api/docs", headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize(
        ("known", "status"),
        [("{}", 304), ("W/{}", 304), ('"other, one", W/{}', 304), ("*", 304), ('"other"', 200), ('"*"', 200)],
    )
    def test_compares_entity_tags_weakly_and_in_lists(self, gateway: Gateway, known: str, status: int) -> None:
        tag = gateway.client.get("/api/docs").headers["etag"]
        assert gateway.client.get("/api/docs", headers={"if-none-match": known.format(tag)}).status_code == status

    def test_only_reads(self, gateway: Gateway) -> None:
        assert gateway.client.head("/api/docs").content == b""
        assert gateway.client.options("/api/docs").headers["allow"] == "GET, HEAD, OPTIONS"
        assert gateway.client.post("/api/docs", json={}).status_code == 405
