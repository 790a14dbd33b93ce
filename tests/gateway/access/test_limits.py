import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import OKPKey

from gateway.access.addresses import client, is_https
from gateway.access.limits import Limits
from gateway.settings import GatewaySettings, Policy, policies
from tests.support.gateway.gateway import Gateway, Start, slug
from tests.support.gateway.keys import a_key, a_token, bearer
from tests.support.servers.functions import Functions

FIVE = {"browsing": Policy("browsing", 5, 60), "account": Policy("account", 2, 60)}
LOCAL = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("10.0.0.0/8"))


class TestLimits:
    def test_refuse_above_the_quota_and_say_when_to_come_back(self, start: Start, functions: Functions) -> None:
        gateway = start(limits=FIVE)
        answers = [gateway.client.get("/api/products") for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
        refused = answers[-1]
        assert slug(refused) == "too-many-requests"
        assert int(refused.headers["retry-after"]) == 12
        assert len(functions.received) == 5
        assert gateway.counted("cloudshop_gateway_limited_total") == {("browsing",): 1}

    def test_report_what_the_client_has_left(self, start: Start) -> None:
        answer = start(limits=FIVE).client.get("/api/products")
        assert answer.headers["ratelimit-policy"] == '"browsing";q=5;w=60'
        assert answer.headers["ratelimit"] == '"browsing";r=4;t=12'

    def test_count_log_ins_apart_and_more_strictly(self, start: Start) -> None:
        gateway = start(limits=FIVE)
        statuses = [gateway.client.post("/api/sessions", json={}).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        assert gateway.client.get("/api/products").status_code == 200

    def test_count_accounts_wherever_they_come_from(self, start: Start, key: OKPKey) -> None:
        gateway = start(limits=FIVE, trusted_proxies=LOCAL)
        signed_in = bearer(a_token(key))
        statuses = [
            gateway.client.get("/api/me", headers=signed_in | {"x-forwarded-for": f"198.51.100.{n}"}).status_code
            for n in range(6)
        ]
        assert statuses == [200] * 5 + [429]
        assert gateway.client.get("/api/products").status_code == 200

    def test_count_refused_tokens_by_address(self, start: Start, key: OKPKey) -> None:
        gateway = start(limits=FIVE)
        forged = bearer(a_token(a_key(key.kid)))  # type: ignore[arg-type]
        statuses = [gateway.client.get("/api/me", headers=forged).status_code for _ in range(6)]
        assert statuses == [401] * 5 + [429]

    def test_ignore_a_spoofed_address(self, start: Start) -> None:
        gateway = start(limits=FIVE)
        statuses = [
            gateway.client.get("/api/products", headers={"x-forwarded-for": f"198.51.100.{n}"}).status_code
            for n in range(6)
        ]
        assert statuses == [200] * 5 + [429]

    def test_count_each_client_behind_a_trusted_proxy(self, start: Start) -> None:
        gateway = start(limits=FIVE, trusted_proxies=LOCAL)
        for number in range(8):
            sent = {"x-forwarded-for": f"203.0.113.{number % 2}, 10.1.1.1"}
            assert (gateway.client.get("/api/products", headers=sent).status_code) == 200

    def test_can_be_off(self, gateway: Gateway) -> None:
        answer = gateway.client.get("/api/products")
        assert "ratelimit" not in answer.headers
        assert policies("off") == {}


class TestBuckets:
    POLICIES = policies("a=10/20")

    def test_refill_evenly(self) -> None:
        limits = Limits(self.POLICIES)
        for _ in range(10):
            assert allowed(limits, 0.0)
        assert not allowed(limits, 1.9)
        assert allowed(limits, 2.0)
        assert not allowed(limits, 2.0)

    def test_hold_no_more_than_the_quota(self) -> None:
        limits = Limits(self.POLICIES)
        assert allowed(limits, 0.0)
        assert [allowed(limits, 10_000.0) for _ in range(11)] == [True] * 10 + [False]

    def test_are_forgotten_where_there_are_too_many(self) -> None:
        limits = Limits(self.POLICIES, clients_max=100)
        for number in range(1000):
            limits.count("a", str(number), 0.0)
        assert len(limits._tables["a"]) == 100

    @pytest.mark.parametrize("name", ["a", "slow"])
    def test_that_are_used_up_keep_no_others_from_being_forgotten(self, name: str) -> None:
        limits = Limits(policies("a=10/20 slow=10/3600"), clients_max=100)
        for _ in range(10):
            limits.count("slow", "oldest", 0.0)
        for number in range(99):
            limits.count(name, str(number), 0.0)
        for number in range(50):
            limits.count(name, f"new-{number}", 400.0)
        assert not limits._shared
        assert limits.count("slow", "oldest", 400.0).remaining == 0  # type: ignore[union-attr]

    def test_are_kept_for_who_comes_often(self) -> None:
        limits = Limits(self.POLICIES, clients_max=100)
        for number in range(10):
            assert allowed(limits, 0.0)
            for other in range(90):
                limits.count("a", f"{number}-{other}", 0.0)
        assert not allowed(limits, 0.0)

    @given(st.lists(st.floats(0, 3), max_size=100))
    def test_never_let_more_through_than_the_rate(self, pauses: list[float]) -> None:
        limits, now, passed = Limits(self.POLICIES), 0.0, 0
        for pause in pauses:
            now += pause
            passed += allowed(limits, now)
        assert passed <= 10 + now * 10 / 20 + 1e-6

    @given(st.floats(0, 100))
    def test_take_a_client_that_comes_back_after_the_reset(self, later: float) -> None:
        limits = Limits(self.POLICIES)
        while (rate_limit := limits.count("a", "c", later)) is not None and rate_limit.allowed:
            pass
        assert rate_limit is not None
        assert allowed(limits, later + rate_limit.reset_seconds)


def allowed(limits: Limits, now: float) -> bool:
    rate_limit = limits.count("a", "c", now)
    assert rate_limit is not None
    return rate_limit.allowed


class TestAddresses:
    @pytest.mark.parametrize(
        ("peer", "forwarded", "counted"),
        [
            ("203.0.113.9", "", "203.0.113.9"), ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
            ("10.0.0.1", "198.51.100.1", "198.51.100.1"), ("10.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
            ("10.0.0.1", "198.51.100.1, 10.0.0.7", "198.51.100.1"), ("10.0.0.1", "10.0.0.3, 10.0.0.7", "10.0.0.3"),
            ("10.0.0.1", "", "10.0.0.1"), ("10.0.0.1", "not an address", "unknown"), ("10.0.0.1", ",", "10.0.0.1"),
            ("2001:db8::1", "", "2001:db8::/64"), ("2001:db8::ffff:1", "", "2001:db8::/64"),
            ("::ffff:203.0.113.9", "", "203.0.113.9"), ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ],
    )  # fmt: skip
    def test_are_those_that_no_client_can_choose(self, peer: str, forwarded: str, counted: str) -> None:
        headers = {b"x-forwarded-for": forwarded.encode()} if forwarded else {}
        assert client({"client": (peer, 1)}, headers, LOCAL) == counted

    def test_may_be_unknown(self) -> None:
        assert client({}, {}, ()) == "unknown"


class TestSettings:
    def test_come_from_the_environment(self) -> None:
        settings = GatewaySettings.from_environment(
            {
                "GATEWAY_LIMITS": "browsing=7/3", "GATEWAY_TRUSTED_PROXIES": "10.0.0.0/8 fd00::/8",
                "GATEWAY_CORS_ORIGINS": "https://a.example https://b.example", "GATEWAY_IN_FLIGHT_MAX": "5",
                "FUNCTION_URL": "http://{operation}.example", "GATEWAY_KEY": "a",
            }
        )  # fmt: skip
        assert settings.limits == {"browsing": Policy("browsing", 7, 3)}
        assert [str(each) for each in settings.trusted_proxies] == ["10.0.0.0/8", "fd00::/8", "127.0.0.0/8", "::1/128"]
        assert settings.cors_origins == {"https://a.example", "https://b.example"}
        assert (settings.in_flight_max, settings.gateway_key, settings.caller_keys) == (5, "a", ())

    def test_trust_the_queue_proxy_of_the_pod_where_proxies_are_trusted(self) -> None:
        settings = GatewaySettings.from_environment({"GATEWAY_TRUSTED_PROXIES": "192.0.2.1/32,10.244.0.0/16"})
        trusted = settings.trusted_proxies
        chain = {b"x-forwarded-for": b"203.0.113.7, 10.244.1.9, 10.244.2.2", b"x-forwarded-proto": b"https"}

        assert client({"client": ("127.0.0.1", 1)}, chain, trusted) == "203.0.113.7"
        assert is_https({"client": ("127.0.0.1", 1)}, chain, trusted)

    def test_trust_nobody_unless_set_otherwise(self) -> None:
        assert GatewaySettings.from_environment({}).trusted_proxies == ()

    def test_have_limits_unless_set_otherwise(self) -> None:
        limits = GatewaySettings.from_environment({}).limits
        assert limits["account"].quota < limits["browsing"].quota
        assert limits["placing"].quota < limits["browsing"].quota

    @pytest.mark.parametrize("text", ["browsing", "browsing=5", "browsing=0/60", "browsing=5/0", "browsing=x/60"])
    def test_refuse_a_limit_that_makes_no_sense(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"."):
            policies(text)
