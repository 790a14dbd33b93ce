"""Signatures between parts of the shop, and the header by which the gateway names the caller."""

import base64
import json
import time
from uuid import uuid4

import pytest

from functions.runtime.callers import Caller, Customer, Staff
from functions.runtime.errors import Forbidden, Unauthenticated
from functions.runtime.security.signatures import (
    CALLER_LIFETIME_SECONDS,
    caller_header,
    is_signed,
    read_caller,
    sign,
)

KEY, OTHER = (base64.b64encode(letter * 32).decode() for letter in (b"k", b"o"))
ACCOUNT = uuid4()


def header(*, key: str = KEY, role: str = "shopper", age_seconds: float = 0) -> str:
    return caller_header([key], str(ACCOUNT), role, permissions={}, now=time.time() - age_seconds)


def naming(role: str) -> str:
    """The header of a shopper, of which the claims were changed, and the signature was not."""
    payload, _, signature = header().partition(".")
    claims = json.loads(base64.urlsafe_b64decode(payload)) | {"role": role}
    return f"{base64.urlsafe_b64encode(json.dumps(claims).encode()).decode()}.{signature}"


class TestASignature:
    @pytest.mark.parametrize("keys", [[KEY], [OTHER, KEY], [KEY, OTHER]])
    def test_is_valid_by_any_of_the_keys(self, keys: list[str]) -> None:
        assert is_signed(keys, b"message", sign([KEY, OTHER], b"message"))

    def test_is_not_valid_by_another_key_or_for_another_message(self) -> None:
        assert not is_signed([OTHER], b"message", sign([KEY], b"message"))
        assert not is_signed([KEY], b"message.", sign([KEY], b"message"))

    @pytest.mark.parametrize("prefix", ["v1a,", "v2,", ",", ""])
    def test_is_not_valid_in_another_version(self, prefix: str) -> None:
        assert not is_signed([KEY], b"message", prefix + sign([KEY], b"message").removeprefix("v1,"))

    @pytest.mark.parametrize("signature", ["", "v1", "v1,", "v1,€", "v1,AAAA"])
    def test_is_not_valid_if_it_is_none(self, signature: str) -> None:
        assert not is_signed([KEY], b"message", signature)


class TestTheCallersHeader:
    def test_names_the_caller(self) -> None:
        caller = read_caller(Customer, [OTHER, KEY], header(), None)
        assert (caller.id, caller.role, caller.is_staff) == (ACCOUNT, "shopper", False)
        assert read_caller(Staff, [KEY], header(role="admin"), None).is_staff

    @pytest.mark.parametrize(
        "forged",
        ["", header(key=OTHER), naming("admin"), header().partition(".")[0], f"{header()}A"],
        ids=["none", "key of another", "role of another", "no signature", "longer"],
    )
    def test_is_refused_if_it_was_forged(self, forged: str) -> None:
        with pytest.raises(Unauthenticated, match="not signed by the gateway"):
            read_caller(Caller, [KEY], forged, None)

    def test_is_valid_for_a_short_time(self) -> None:
        read_caller(Caller, [KEY], header(age_seconds=CALLER_LIFETIME_SECONDS / 2), None)
        with pytest.raises(Unauthenticated, match="expired"):
            read_caller(Caller, [KEY], header(age_seconds=CALLER_LIFETIME_SECONDS + 1), None)

    def test_is_needed_by_what_is_not_for_guests(self) -> None:
        assert read_caller(Caller, [KEY], None, "token") == Caller(cart_token="token")
        with pytest.raises(Unauthenticated, match="Sign in"):
            read_caller(Customer, [KEY], None, None)

    def test_of_a_shopper_is_not_for_staff(self) -> None:
        with pytest.raises(Forbidden, match="not for shoppers"):
            read_caller(Staff, [KEY], header(), None)
