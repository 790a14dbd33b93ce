"""Access tokens: what is forged is refused, and what cannot be checked right now is not refused but put off."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc.jwk import OKPKey

from functions.runtime.callers import Customer, Staff
from functions.runtime.keys import Keys, keys_in
from functions.runtime.security.caller_identity import CALLER_HEADER, CALLER_HEADER_BEFORE, CallerForged, read_caller
from functions.runtime.security.tokens import AUDIENCE, ISSUER, LEEWAY_SECONDS, access_claims
from gateway.access.caller_headers import CallerHeaders
from gateway.access.identity import Identity
from gateway.access.tokens import TokenRefused, claims, key_id
from tests.support.gateway.gateway import Gateway, Start, slug, wait_until
from tests.support.gateway.keys import ACCOUNT, SESSION, a_key, a_token, bearer, key_set, publish
from tests.support.operations.shop import GATEWAY_KEY, KEY, VERIFIER
from tests.support.servers.functions import Functions, answering, dying, sleeping

KEY_PAIR = a_key()
NOW = int(time.time())


def encoded(content: Any) -> str:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def signed(head: Any, body: Any, key: OKPKey = KEY_PAIR) -> str:
    """A token with any header, really signed."""
    message = f"{encoded(head)}.{encoded(body)}"
    private: Any = key.private_key
    return f"{message}.{encoded(private.sign(message.encode()))}"


def by_hmac(head: Any, secret: bytes) -> str:
    message = f"{encoded(head)}.{encoded(GOOD)}"
    return f"{message}.{encoded(hmac.new(secret, message.encode(), hashlib.sha256).digest())}"


# These are made when pytest collects, and must still be what they are called an hour later.
LATER = NOW + 24 * 3600
GOOD = {**access_claims(ACCOUNT, "shopper", SESSION, now_seconds=NOW), "exp": LATER}
HEAD = {"alg": "EdDSA", "typ": "at+jwt", "kid": "first"}
PUBLIC = KEY_PAIR.as_dict(private=False)
RAW_PUBLIC = base64.urlsafe_b64decode(PUBLIC["x"] + "=")  # type: ignore[operator]
VALID = signed(HEAD, GOOD)
OTHER_KEY = a_key()

FORGED = {
    "alg none": f"{encoded({**HEAD, 'alg': 'none'})}.{encoded(GOOD)}.",
    "alg none, with a signature": signed({**HEAD, "alg": "none"}, GOOD),
    "alg None": signed({**HEAD, "alg": "None"}, GOOD),
    "HS256 with the public key": by_hmac({**HEAD, "alg": "HS256"}, RAW_PUBLIC),
    "HS256 with the public JWK": by_hmac({**HEAD, "alg": "HS256"}, json.dumps(PUBLIC).encode()),
    "HS256 said to be EdDSA": by_hmac(HEAD, RAW_PUBLIC),
    "no alg": signed({"typ": "at+jwt", "kid": "first"}, GOOD),
    "typ JWT": signed({**HEAD, "typ": "JWT"}, GOOD),
    "no typ": signed({"alg": "EdDSA", "kid": "first"}, GOOD),
    "no kid": signed({"alg": "EdDSA", "typ": "at+jwt"}, GOOD),
    "kid is a path": signed({**HEAD, "kid": "../../dev/null"}, GOOD),
    "kid is SQL": signed({**HEAD, "kid": "x' OR '1'='1"}, GOOD),
    "kid is a list": signed({**HEAD, "kid": ["first"]}, GOOD),
    "jwk embedded": signed({**HEAD, "jwk": OTHER_KEY.as_dict(private=False)}, GOOD, OTHER_KEY),
    "jku": signed({**HEAD, "jku": "http://127.0.0.1:9/keys"}, GOOD),
    "x5u": signed({**HEAD, "x5u": "http://127.0.0.1:9/cert"}, GOOD),
    "crit": signed({**HEAD, "crit": ["exp"]}, GOOD),
    "alg twice": signed(b'{"alg":"none","alg":"EdDSA","typ":"at+jwt","kid":"first"}', GOOD),
    "another key": signed(HEAD, GOOD, OTHER_KEY),
    "another issuer": signed(HEAD, {**GOOD, "iss": "elsewhere"}),
    "no issuer": signed(HEAD, {k: v for k, v in GOOD.items() if k != "iss"}),
    "another audience": signed(HEAD, {**GOOD, "aud": "other-api"}),
    "no audience": signed(HEAD, {k: v for k, v in GOOD.items() if k != "aud"}),
    "expired": signed(HEAD, {**GOOD, "exp": NOW - LEEWAY_SECONDS - 5}),
    "no expiry": signed(HEAD, {k: v for k, v in GOOD.items() if k != "exp"}),
    "expiry is text": signed(HEAD, {**GOOD, "exp": "tomorrow"}),
    "not yet valid": signed(HEAD, {**GOOD, "nbf": LATER, "exp": LATER + 600}),
    "no subject": signed(HEAD, {k: v for k, v in GOOD.items() if k != "sub"}),
    "subject is no account": signed(HEAD, {**GOOD, "sub": "admin"}),
    "subject is a number": signed(HEAD, {**GOOD, "sub": 1}),
    "no session": signed(HEAD, {k: v for k, v in GOOD.items() if k != "sid"}),
    "session is a number": signed(HEAD, {**GOOD, "sid": 1}),
    "session is no id": signed(HEAD, {**GOOD, "sid": "x"}),
    "no role": signed(HEAD, {k: v for k, v in GOOD.items() if k != "role"}),
    "unknown role": signed(HEAD, {**GOOD, "role": "root"}),
    "role is a list": signed(HEAD, {**GOOD, "role": ["admin"]}),
    "guest": signed(HEAD, {**GOOD, "role": "guest"}),
    "staff without permissions": signed(HEAD, {**GOOD, "role": "staff"}),
    "permissions are a list": signed(HEAD, {**GOOD, "role": "staff", "permissions": ["orders.read"]}),
    "a limit is text": signed(HEAD, {**GOOD, "role": "staff", "permissions": {"payments.refund": "9"}}),
    "claims are a list": signed(HEAD, [GOOD]),
    "claims are not JSON": signed(HEAD, b"{"),
    "signature stripped": VALID.rpartition(".")[0] + ".",
    "signature missing": VALID.rpartition(".")[0],
    "signature of another": VALID.rpartition(".")[0] + "." + signed(HEAD, {**GOOD, "role": "admin"}).split(".")[2],
    "claims changed": f"{VALID.split('.')[0]}.{encoded({**GOOD, 'role': 'admin'})}.{VALID.split('.')[2]}",
    "four parts": VALID + ".x",
    "a JWE": VALID + ".x.y",
    "header is not JSON": f"{encoded(b'x')}.{encoded(GOOD)}.{VALID.split('.')[2]}",
    "header is a number": f"{encoded(1)}.{encoded(GOOD)}.{VALID.split('.')[2]}",
    "very long": VALID + "A" * 5000,
    "only a word": "token",
}  # fmt: skip


class TestForgedTokens:
    @pytest.mark.parametrize("token", FORGED.values(), ids=FORGED.keys())
    def test_are_refused(self, token: str) -> None:
        with pytest.raises(TokenRefused):
            check(token)

    def test_while_the_valid_one_is_taken(self) -> None:
        assert claims(VALID, KEY_PAIR)["sub"] == str(ACCOUNT)

    def test_wake_no_function_and_say_nothing_of_the_token(self, gateway: Gateway, functions: Functions) -> None:
        publish(functions, KEY_PAIR)
        for token in FORGED.values():
            refused = gateway.client.get("/api/products", headers=bearer(token))
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"] == 'Bearer error="invalid_token"'
            assert token == "token" or token not in refused.text
        assert {call.operation for call in functions.received} <= {"publish-keys"}

    @given(st.text(max_size=60), st.integers(0, 2), st.integers(0, 200))
    @settings(max_examples=200, suppress_health_check=[HealthCheck.differing_executors])
    def test_any_change_is_refused(self, change: str, part: int, at: int) -> None:
        parts = VALID.split(".")
        changed = parts[part][: at % len(parts[part])] + change + parts[part][at % len(parts[part]) + 1 :]
        token = ".".join([*parts[:part], changed, *parts[part + 1 :]])
        # The last character of a signature has bits that encode nothing.
        if token[:-1] == VALID[:-1]:
            return
        with pytest.raises(TokenRefused):
            check(token)


def check(token: str) -> None:
    """Whether the token would pass where only the one key is known."""
    if key_id(token) != "first":
        raise TokenRefused("There is no such key.")
    claims(token, KEY_PAIR)


class TestCallers:
    def test_are_vouched_for_to_the_function(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        assert gateway.client.get("/api/me", headers=bearer(a_token(key))).status_code == 200
        caller = read_caller(Customer, "read-profile", VERIFIER, functions.calls("read-profile")[0].headers)
        assert (caller.id, caller.role, caller.session_id) == (ACCOUNT, "shopper", SESSION)

    def test_are_vouched_for_anew_long_before_the_signed_header_expires(self) -> None:
        caller = Identity(str(ACCOUNT), "shopper", str(SESSION), {}, 1e6)
        headers = CallerHeaders(Keys(**{**keys_in({}), "gateway_key": GATEWAY_KEY}))
        signed_at = {now: headers.of(caller, "read-profile", now) for now in (0.0, 9.0, 11.0)}
        assert signed_at[0.0] == signed_at[9.0] != signed_at[11.0]

    def test_are_vouched_for_by_no_more_headers_than_fit(self) -> None:
        callers = [Identity(str(ACCOUNT), "shopper", str(uuid4()), {}, 1e6) for _ in range(3)]
        headers = CallerHeaders(Keys(**{**keys_in({}), "gateway_key": GATEWAY_KEY}), headers_max=2)
        first, _, third = (headers.of(caller, "read-profile", 0.0) for caller in callers)
        assert headers.of(callers[2], "read-profile", 5.0) == third
        assert headers.of(callers[0], "read-profile", 5.0) != first

    def test_are_vouched_for_to_one_function_alone(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        gateway.client.get("/api/me", headers=bearer(a_token(key)))
        (call,) = functions.calls("read-profile")
        with pytest.raises(CallerForged):
            read_caller(Customer, "change-profile", VERIFIER, call.headers)
        assert CALLER_HEADER_BEFORE not in call.headers

    def test_are_vouched_for_to_functions_of_the_release_before_too(self) -> None:
        caller = Identity(str(ACCOUNT), "shopper", str(SESSION), {}, 1e6)
        keys = Keys(**{**keys_in({}), "gateway_key": GATEWAY_KEY, "caller_keys": (KEY,)})
        lines = CallerHeaders(keys).of(caller, "read-profile", time.time()).decode().split("\r\n")
        headers = dict(line.split(": ") for line in lines if line)
        assert headers.keys() == {CALLER_HEADER, CALLER_HEADER_BEFORE}
        before = replace(VERIFIER, caller_keys=(KEY,))
        for header, verifier in ((CALLER_HEADER, VERIFIER), (CALLER_HEADER_BEFORE, before)):
            assert read_caller(Customer, "read-profile", verifier, {header: headers[header]}).id == ACCOUNT

    def test_guests_are_not(self, gateway: Gateway, functions: Functions) -> None:
        gateway.client.get("/api/products")
        assert CALLER_HEADER not in functions.received[0].headers

    def test_are_kept_apart(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        first, second = a_token(key), a_token(key, sub=str(uuid4()))
        for token in (first, second, first):
            gateway.client.get("/api/me", headers=bearer(token))
        one, two, three = (
            read_caller(Customer, "read-profile", VERIFIER, call.headers).id for call in functions.calls("read-profile")
        )
        assert one == three == ACCOUNT != two

    @pytest.mark.parametrize(
        ("role", "path", "status"),
        [
            (None, "/api/me", 401), ("shopper", "/api/me", 200), ("admin", "/api/me", 200),
            (None, "/api/staff/orders", 401), ("shopper", "/api/staff/orders", 403),
            ("staff", "/api/staff/orders", 200), ("admin", "/api/staff/orders", 200),
            ("program", "/api/staff/orders", 200), ("program", "/api/me", 403), ("program", "/api/cart", 403),
        ],
    )  # fmt: skip
    def test_get_only_where_their_role_may(
        self, gateway: Gateway, functions: Functions, key: OKPKey, role: str | None, path: str, status: int
    ) -> None:
        answer = gateway.client.get(path, headers=bearer(a_token(key, role=role)) if role else {})
        assert answer.status_code == status
        if status != 200:
            assert {call.operation for call in functions.received} <= {"publish-keys"}
        if status == 403:
            # Shoppers hear nothing of permissions.
            assert answer.json()["type"] == "urn:cloudshop:problem:forbidden"

    def test_are_refused_what_their_role_does_not_permit(
        self, gateway: Gateway, functions: Functions, key: OKPKey
    ) -> None:
        token = a_token(key, role="staff", permissions={"orders.read": None, "payments.refund": 5})
        assert gateway.client.get("/api/staff/orders", headers=bearer(token)).status_code == 200
        call = functions.calls("list-orders-by-state")[0]
        caller = read_caller(Staff, "list-orders-by-state", VERIFIER, call.headers)
        assert caller.permissions == {"orders.read": None, "payments.refund": 5}
        refused = gateway.client.get("/api/staff/stock", headers=bearer(token))
        assert (refused.status_code, slug(refused)) == (403, "permission-missing")
        assert refused.json()["permission"] == "inventory.read"
        assert functions.calls("list-stock") == []

    def test_of_programs_cancel_orders_and_place_none(
        self, gateway: Gateway, functions: Functions, key: OKPKey
    ) -> None:
        """Staff cancel by the operation of shoppers, so it is not for staff alone."""
        program = bearer(a_token(key, role="program", permissions={"orders.cancel": None}))
        assert gateway.client.post("/api/orders/CS-1/cancel", headers=program, json={}).status_code == 200
        placing = program | {"idempotency-key": "one"}
        assert gateway.client.post("/api/orders", headers=placing, json={}).status_code == 403
        assert functions.calls("place-order") == []

    @pytest.mark.parametrize("header", ["Basic dXNlcjpwYXNz", "Bearer", "token", "Bearer a b"])
    def test_must_send_a_bearer_token(self, gateway: Gateway, key: OKPKey, header: str) -> None:
        assert gateway.client.get("/api/products", headers={"authorization": header}).status_code == 401

    def test_the_scheme_s_case_does_not_matter(self, gateway: Gateway, key: OKPKey) -> None:
        answer = gateway.client.get("/api/me", headers={"authorization": f"bEARER {a_token(key)}"})
        assert answer.status_code == 200

    def test_a_token_ends_though_it_was_known(self, gateway: Gateway, key: OKPKey) -> None:
        token = a_token(key, exp=int(time.time()) - LEEWAY_SECONDS + 2)
        assert gateway.client.get("/api/me", headers=bearer(token)).status_code == 200
        wait_until(lambda: gateway.client.get("/api/me", headers=bearer(token)).status_code == 401)


class TestKeys:
    def test_are_fetched_once_for_many_requests(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        for _ in range(5):
            gateway.client.get("/api/me", headers=bearer(a_token(key)))
        assert len(functions.calls("publish-keys")) == 1

    def test_a_new_key_is_fetched_when_first_met(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        assert gateway.client.get("/api/me", headers=bearer(a_token(key))).status_code == 200
        newer = a_key("second")
        publish(functions, key, newer)
        assert gateway.client.get("/api/me", headers=bearer(a_token(newer))).status_code == 200
        assert gateway.client.get("/api/me", headers=bearer(a_token(key))).status_code == 200
        assert len(functions.calls("publish-keys")) == 2

    def test_unknown_keys_cannot_make_it_fetch_without_end(
        self, gateway: Gateway, functions: Functions, key: OKPKey
    ) -> None:
        gateway.client.get("/api/me", headers=bearer(a_token(key)))
        started = time.monotonic()
        for number in range(3):
            forged = a_token(a_key(f"made-up-{number}"))
            assert gateway.client.get("/api/me", headers=bearer(forged)).status_code == 401
        fetches = len(functions.calls("publish-keys"))
        assert fetches <= 2 + (time.monotonic() - started)

    def test_a_key_that_was_withdrawn_ends_what_it_signed(
        self, gateway: Gateway, functions: Functions, key: OKPKey
    ) -> None:
        old = a_token(key)
        assert gateway.client.get("/api/me", headers=bearer(old)).status_code == 200
        newer = a_key("second")
        publish(functions, newer)
        assert gateway.client.get("/api/me", headers=bearer(a_token(newer))).status_code == 200
        assert gateway.client.get("/api/me", headers=bearer(old)).status_code == 401

    def test_rotation_fails_no_request(self, gateway: Gateway, functions: Functions, key: OKPKey) -> None:
        keys = [key]
        for turn in range(3):
            keys.append(a_key(f"turn-{turn}"))
            publish(functions, *keys[-2:])
            for current in keys[-2:]:
                assert gateway.client.get("/api/me", headers=bearer(a_token(current))).status_code == 200

    @pytest.mark.parametrize(
        "broken",
        [
            dying, answering(503, {"status": 503}), answering(200, b"<html>", media_type="text/html"),
            answering(200, {"keys": [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": "first", "x": "short"}]}),
            answering(200, ["first"]),
        ],
        ids=["dies", "503", "no JSON", "no key", "no set"],
    )  # fmt: skip
    def test_that_cannot_be_had_are_503_and_never_401(
        self, gateway: Gateway, functions: Functions, broken: Any
    ) -> None:
        key = a_key()
        functions.on("publish-keys", broken, key_set(key))
        refused = gateway.client.get("/api/me", headers=bearer(a_token(key)))
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
        assert refused.json()["type"].endswith(":keys-unavailable")
        assert functions.calls("read-profile") == []
        assert gateway.client.get("/api/me", headers=bearer(a_token(key))).status_code == 200

    def test_that_are_known_serve_while_no_others_can_be_had(
        self, gateway: Gateway, functions: Functions, key: OKPKey
    ) -> None:
        assert gateway.client.get("/api/me", headers=bearer(a_token(key))).status_code == 200
        functions.on("publish-keys", dying)
        assert gateway.client.get("/api/me", headers=bearer(a_token(a_key("new")))).status_code == 503
        assert gateway.client.get("/api/me", headers=bearer(a_token(key, jti="another"))).status_code == 200

    def test_guests_need_none(self, gateway: Gateway, functions: Functions) -> None:
        functions.on("publish-keys", sleeping)
        assert gateway.client.get("/api/products").status_code == 200

    def test_a_server_that_ends_meanwhile_ends_the_fetch(self, start: Start, functions: Functions) -> None:
        functions.on("publish-keys", sleeping)
        gateway = start()
        with pytest.raises(Exception, match="timed out"):
            gateway.client.get("/api/me", headers=bearer(a_token(a_key())), timeout=0.3)


def test_the_names_in_a_token_are_the_agreed_ones() -> None:
    assert (GOOD["iss"], GOOD["aud"]) == (ISSUER, AUDIENCE)
