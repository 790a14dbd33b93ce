"""Browsers: tokens come and go in cookies that scripts cannot read, and no other site's page can use them."""

import ipaddress
import json
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel, SimpleCookie
from typing import Any
from uuid import UUID

import httpx
import pytest
from joserfc.jwk import OKPKey

from codegen.openapi.document import openapi
from functions.identity.errors import SessionEnded as IdentitysSessionEnded
from functions.identity.fields import RefreshToken
from functions.runtime.callers import Customer
from functions.runtime.security.caller_identity import CALLER_HEADER, read_caller
from gateway.access.browsers import REFRESH_TOKEN, WITHHELD_MEMBERS
from gateway.access.cookies import access_cookie, refresh_cookie
from gateway.errors import SessionEnded
from gateway.settings import policies
from tests.support.gateway.gateway import Gateway, Start, slug
from tests.support.gateway.keys import ACCOUNT, a_token, bearer
from tests.support.operations.shop import VERIFIER
from tests.support.servers.functions import Functions, answering, dying

BROWSER = {"session-transport": "cookie"}
LOGIN = {"email": "ada@example.org", "password": "a long walk by the sea"}
FIRST, SECOND = "first-" * 10 + "abcd", "second" * 10 + "abcd"
LEFT = timedelta(days=30)


def session(refresh_token: str = FIRST) -> dict[str, Any]:
    """What log-in and refresh answer to a client that asks for no cookies."""
    return {
        "access_token": "an.access.token",
        "token_type": "Bearer",
        "expires_in_seconds": 600,
        "refresh_token": refresh_token,
        "role": "shopper",
        "permissions": [],
        "second_factor": "optional",
        "session_expires_at": (datetime.now(UTC) + LEFT).isoformat(),
    }


def cookies(**values: str) -> dict[str, str]:
    """The header by which a browser that came by http sends them."""
    return {**BROWSER, "cookie": "; ".join(f"cloudshop-{name}={value}" for name, value in values.items())}


def set_by(answer: httpx.Response) -> dict[str, Morsel[str]]:
    """The cookies that the answer sets or removes, by name."""
    read: SimpleCookie = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        read.load(line)
    return dict(read)


def are_removed(answer: httpx.Response) -> bool:
    found = set_by(answer)
    return len(found) == 2 and all((each.value, each["max-age"]) == ("", "0") for each in found.values())


@pytest.fixture
def logged_in(gateway: Gateway, functions: Functions) -> httpx.Response:
    functions.on("log-in", answering(201, session(), {"cache-control": "no-store"}))
    return gateway.client.post("/api/sessions", json=LOGIN, headers=BROWSER)


class TestLogIn:
    def test_answers_what_scripts_may_know_and_no_token(self, logged_in: httpx.Response) -> None:
        assert logged_in.status_code == 201
        about_the_account = {"role", "permissions", "second_factor"}
        assert logged_in.json().keys() == {*about_the_account, "expires_in_seconds", "session_expires_at"}
        assert int(logged_in.headers["content-length"]) == len(logged_in.content)
        assert logged_in.headers["cache-control"] == "no-store"

    def test_sets_cookies_that_scripts_cannot_read_and_other_sites_cannot_send(self, logged_in: httpx.Response) -> None:
        found = set_by(logged_in)
        assert {name: (each.value, each["path"]) for name, each in found.items()} == {
            "cloudshop-access": ("an.access.token", "/"),
            "cloudshop-refresh": (FIRST, "/api/sessions"),
        }
        for each in found.values():
            assert (each["httponly"], each["samesite"], each["secure"], each["domain"]) == (True, "Strict", "", "")

    def test_keeps_them_until_the_session_ends(self, logged_in: httpx.Response) -> None:
        seconds = {int(each["max-age"]) for each in set_by(logged_in).values()}
        assert len(seconds) == 1
        assert 0 <= LEFT.total_seconds() - seconds.pop() < 60

    def test_binds_them_to_https_where_the_client_came_by_it(self, start: Start, functions: Functions) -> None:
        gateway = start(trusted_proxies=(ipaddress.ip_network("127.0.0.0/8"),))
        functions.on("log-in", answering(201, session()))
        secure = {**BROWSER, "x-forwarded-proto": "https"}
        found = set_by(gateway.client.post("/api/sessions", json=LOGIN, headers=secure))
        assert found.keys() == {"__Host-cloudshop-access", "__Secure-cloudshop-refresh"}
        assert all(each["secure"] for each in found.values())

    def test_passes_what_was_typed_and_nothing_of_older_cookies(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("log-in", answering(201, session()))
        gateway.client.post("/api/sessions", json=LOGIN, headers=cookies(access="long.gone.token", refresh=FIRST))
        (call,) = functions.calls("log-in")
        assert json.loads(call.body) == LOGIN
        assert not {"cookie", "authorization", "session-transport", CALLER_HEADER} & call.headers.keys()

    def test_that_is_refused_changes_no_cookie(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("log-in", answering(401, {"type": "x"}, media_type="application/problem+json"))
        refused = gateway.client.post("/api/sessions", json=LOGIN, headers=cookies(access="a.b.c"))
        assert (refused.status_code, set_by(refused)) == (401, {})

    def test_gives_tokens_and_no_cookies_to_a_client_that_asks_for_none(
        self, gateway: Gateway, functions: Functions
    ) -> None:
        said = session()
        functions.on("log-in", answering(201, said))
        answer = gateway.client.post("/api/sessions", json=LOGIN)
        assert (answer.json(), set_by(answer)) == (said, {})


class TestCalls:
    def test_are_the_accounts_that_the_cookie_names(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        assert gateway.client.get("/api/me", headers=cookies(access=a_token(key))).status_code == 200
        (call,) = functions.calls("read-profile")
        assert read_caller(Customer, "read-profile", VERIFIER, call.headers).id == UUID(str(ACCOUNT))
        assert not {"cookie", "authorization"} & call.headers.keys()

    def test_find_the_cookie_among_others(self, gateway: Gateway, key: OKPKey) -> None:
        others = {**BROWSER, "cookie": f"theme=dark; cloudshop-access={a_token(key)}; xcloudshop-access=1; broken"}
        assert gateway.client.get("/api/me", headers=others).status_code == 200

    def test_are_a_guests_where_there_is_none(self, gateway: Gateway, functions: Functions) -> None:
        assert gateway.client.get("/api/cart", headers=BROWSER).status_code == 200
        assert CALLER_HEADER not in functions.received[0].headers
        refused = gateway.client.get("/api/me", headers=BROWSER)
        assert (refused.status_code, slug(refused)) == (401, "unauthenticated")

    def test_have_no_account_without_the_header(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        sent = {"cookie": f"cloudshop-access={a_token(key)}"}
        assert gateway.client.get("/api/me", headers=sent).status_code == 401
        gateway.client.post("/api/orders", json={}, headers=sent)
        assert CALLER_HEADER not in functions.calls("place-order")[0].headers

    @pytest.mark.parametrize("token", ["", "x", "a.b.c", "a" * 5000 + ".b.c", '"quoted.a.b"', "a b.c.d"])
    def test_with_a_cookie_that_is_no_token_are_asked_to_refresh(
        self, gateway: Gateway, functions: Functions, key: OKPKey, token: str
    ) -> None:
        refused = gateway.client.get("/api/cart", headers=cookies(access=token))
        assert (refused.status_code, slug(refused), set_by(refused)) == (401, "token-refused", {})
        assert functions.calls("read-cart") == []

    def test_with_a_token_that_is_too_old_are_never_a_guests(self, gateway: Gateway, key: OKPKey) -> None:
        past = int(datetime.now(UTC).timestamp()) - 3600
        old = a_token(key, iat=past, nbf=past, exp=past + 600)
        refused = gateway.client.get("/api/cart", headers=cookies(access=old))
        assert (refused.status_code, slug(refused)) == (401, "token-refused")

    def test_with_cookies_of_http_do_not_count_over_https(self, start: Start, key: OKPKey) -> None:
        gateway = start(trusted_proxies=(ipaddress.ip_network("127.0.0.0/8"),))
        secure = {"x-forwarded-proto": "https"}
        planted = gateway.client.get("/api/me", headers={**cookies(access=a_token(key)), **secure})
        assert planted.status_code == 401
        own = {**BROWSER, **secure, "cookie": f"__Host-cloudshop-access={a_token(key)}"}
        assert gateway.client.get("/api/me", headers=own).status_code == 200

    def test_with_two_cookies_of_a_name_are_refused(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        twice = {**BROWSER, "cookie": f"cloudshop-access={a_token(key)}; cloudshop-access={a_token(key, jti='b')}"}
        refused = gateway.client.get("/api/me", headers=twice)
        assert (refused.status_code, slug(refused)) == (400, "bad-request")
        assert functions.received == []

    def test_with_two_lines_of_cookies_are_refused(self, gateway: Gateway, functions: Functions) -> None:
        lines = b"session-transport: cookie\r\ncookie: cloudshop-access=a\r\ncookie: cloudshop-access=b\r\n"
        assert gateway.raw(b"GET /api/cart HTTP/1.1\r\nhost: shop\r\n" + lines + b"\r\n").startswith(b"HTTP/1.1 400 ")
        assert functions.received == []

    def test_with_more_cookies_than_headers_may_be_long_are_refused(self, gateway: Gateway) -> None:
        assert gateway.client.get("/api/cart", headers=cookies(access="a" * 20_000)).status_code == 431

    def test_who_says_who_calls_twice_is_refused(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        both = {**cookies(access=a_token(key)), **bearer(a_token(key))}
        assert gateway.client.get("/api/me", headers=both).status_code == 400
        assert functions.received == []

    @pytest.mark.parametrize("value", ["", "Cookie", "yes", "cookie, cookie"])
    def test_ask_for_cookies_in_one_way(self, gateway: Gateway, value: str) -> None:
        assert gateway.client.get("/api/cart", headers={"session-transport": value}).status_code == 400


class TestForeignPages:
    @pytest.mark.parametrize("said", ["cross-site", "same-site", "none", "", "same-origin, cross-site"])
    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    def test_cannot_call_in_a_shoppers_name(
        self, gateway: Gateway, functions: Functions, key: OKPKey, said: str, method: str
    ) -> None:
        path = "/api/cart" if method == "GET" else "/api/cart/items/MUG-1"
        forged = {**cookies(access=a_token(key)), "sec-fetch-site": said, "origin": "https://evil.example"}
        refused = gateway.client.request(method, path, headers=forged)
        assert (refused.status_code, slug(refused)) == (403, "foreign-origin")
        assert functions.received == []

    @pytest.mark.parametrize("path", ["/api/sessions", "/api/sessions/refresh", "/api/sessions/log-out"])
    def test_cannot_change_a_session(self, gateway: Gateway, functions: Functions, path: str) -> None:
        forged = {**cookies(refresh=FIRST), "sec-fetch-site": "same-site"}
        refused = gateway.client.post(path, headers=forged)
        assert (refused.status_code, set_by(refused)) == (403, {})
        assert functions.received == []

    def test_cannot_send_a_form(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        # What a form of another page can do: cookies, and no header of its own.
        forged = {"cookie": f"cloudshop-access={a_token(key)}", "origin": "https://evil.example"}
        gateway.client.post("/api/orders/CS-1/cancel", content=b"{}", headers=forged)
        assert CALLER_HEADER not in functions.calls("cancel-order")[0].headers
        assert gateway.client.patch("/api/me", content=b"{}", headers=forged).status_code == 401

    def test_are_not_let_by_cors_even_where_they_may_call(self, start: Start) -> None:
        partner = "https://partner.example"
        asked = {
            "origin": partner,
            "access-control-request-method": "GET",
            "access-control-request-headers": "session-transport",
        }
        allowing = start(cors_origins=frozenset({partner}))
        answer = allowing.client.options("/api/me", headers=asked)
        assert "session-transport" not in answer.headers["access-control-allow-headers"]
        assert "access-control-allow-credentials" not in answer.headers

    def test_are_others_than_the_shops_own(self, gateway: Gateway, key: OKPKey) -> None:
        own = {**cookies(access=a_token(key)), "sec-fetch-site": "same-origin", "origin": "http://shop"}
        assert gateway.client.get("/api/me", headers=own).status_code == 200


class TestRefresh:
    PATH = "/api/sessions/refresh"

    def test_takes_the_token_from_the_cookie_and_puts_the_next_one_there(
        self, gateway: Gateway, functions: Functions
    ) -> None:
        functions.on("refresh-session", answering(200, session(SECOND)))
        answer = gateway.client.post(self.PATH, headers=cookies(access="long.gone.token", refresh=FIRST))
        assert (answer.status_code, answer.json()["role"]) == (200, "shopper")
        assert not set(WITHHELD_MEMBERS) & answer.json().keys()
        (call,) = functions.calls("refresh-session")
        assert (json.loads(call.body), call.headers["content-type"]) == ({"refresh_token": FIRST}, "application/json")
        assert {name: each.value for name, each in set_by(answer).items()} == {
            "cloudshop-access": "an.access.token",
            "cloudshop-refresh": SECOND,
        }

    def test_that_is_refused_removes_the_cookies(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("refresh-session", answering(401, {"type": "x"}, media_type="application/problem+json"))
        refused = gateway.client.post(self.PATH, headers=cookies(refresh=FIRST))
        assert refused.status_code == 401
        assert are_removed(refused)

    @pytest.mark.parametrize("token", [None, "", "short", FIRST + "x", "\u00e9" * 32, '"' + FIRST[2:] + '"'])
    def test_without_a_token_wakes_no_function_and_removes_the_cookies(
        self, gateway: Gateway, functions: Functions, token: str | None
    ) -> None:
        sent = [(b"session-transport", b"cookie")]
        if token is not None:
            sent.append((b"cookie", f"cloudshop-refresh={token}".encode()))
        refused = gateway.client.post(self.PATH, headers=sent)
        assert (refused.status_code, slug(refused)) == (401, "session-ended")
        assert are_removed(refused)
        assert functions.received == []

    @pytest.mark.parametrize("status", [409, 503])
    def test_that_can_be_tried_again_leaves_the_cookies(
        self, gateway: Gateway, functions: Functions, status: int
    ) -> None:
        functions.on("refresh-session", answering(status, {"type": "x"}, media_type="application/problem+json"))
        assert set_by(gateway.client.post(self.PATH, headers=cookies(refresh=FIRST))) == {}

    def test_whose_answer_is_lost_leaves_the_cookies(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("refresh-session", dying)
        lost = gateway.client.post(self.PATH, headers=cookies(refresh=FIRST))
        assert (lost.status_code, set_by(lost)) == (502, {})

    def test_takes_no_token_from_a_script(self, gateway: Gateway, functions: Functions) -> None:
        body = {"refresh_token": SECOND}
        assert gateway.client.post(self.PATH, json=body, headers=cookies(refresh=FIRST)).status_code == 400
        assert functions.received == []

    def test_with_two_cookies_chooses_none(self, gateway: Gateway, functions: Functions) -> None:
        twice = {**BROWSER, "cookie": f"cloudshop-refresh={FIRST}; cloudshop-refresh={SECOND}"}
        assert gateway.client.post(self.PATH, headers=twice).status_code == 400
        assert functions.received == []

    def test_is_limited_by_session(self, start: Start, functions: Functions) -> None:
        gateway = start(limits=policies("session=1/60"))
        functions.on("refresh-session", answering(401, {"status": 401}, media_type="application/problem+json"))
        tokens = ("A" * 64, "A" * 64, "B" * 64)
        statuses = [gateway.client.post(self.PATH, headers=cookies(refresh=token)).status_code for token in tokens]
        assert statuses == [401, 429, 401]


class TestLogOut:
    PATH = "/api/sessions/log-out"

    def test_ends_the_session_and_removes_the_cookies(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("log-out", answering(204))
        answer = gateway.client.post(self.PATH, headers=cookies(access="a.b.c", refresh=FIRST))
        assert answer.status_code == 204
        assert are_removed(answer)
        assert {each["path"] for each in set_by(answer).values()} == {"/", "/api/sessions"}
        assert json.loads(functions.calls("log-out")[0].body) == {"refresh_token": FIRST}

    def test_without_a_session_removes_what_is_left(self, gateway: Gateway, functions: Functions) -> None:
        answer = gateway.client.post(self.PATH, headers=cookies(access="a.b.c"))
        assert answer.status_code == 204
        assert are_removed(answer)
        assert functions.received == []

    def test_that_failed_can_be_tried_again(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("log-out", answering(503, {"type": "x"}, media_type="application/problem+json"))
        failed = gateway.client.post(self.PATH, headers=cookies(refresh=FIRST))
        assert (failed.status_code, set_by(failed)) == (503, {})


def test_a_session_that_ended_is_reported_in_identitys_words() -> None:
    ours, identitys = SessionEnded("Log in again."), IdentitysSessionEnded()
    assert ours.problem() == identitys.problem()


def test_the_cookies_hold_what_identity_takes() -> None:
    (constraints, *_) = RefreshToken.__metadata__  # type: ignore[attr-defined]
    assert constraints.pattern == f"^{REFRESH_TOKEN.pattern}$"


def test_the_document_names_the_cookie_and_withholds_tokens() -> None:
    components = openapi()["components"]
    assert components["securitySchemes"]["access_cookie"]["name"] == access_cookie(is_secure=False).name.decode()
    assert components["schemas"]["BrowserSessionView"]["properties"].keys() == session().keys() - set(WITHHELD_MEMBERS)


def test_the_refresh_cookie_goes_to_no_call_that_does_not_need_it() -> None:
    from gateway.routing.routes import read_routes

    path = refresh_cookie(is_secure=True).path.decode()
    reached = {route.operation for route in read_routes() if route.path.startswith(path)}
    assert reached == {route.operation for route in read_routes() if route.session}
