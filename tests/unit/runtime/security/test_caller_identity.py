"""The header by which the gateway names the caller to one operation."""

import base64
import json
import time
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from functions.runtime.callers import Caller, Customer, Staff
from functions.runtime.errors import Forbidden, Unauthenticated
from functions.runtime.security.caller_identity import (
    CALLER_HEADER,
    CALLER_HEADER_BEFORE,
    CALLER_LIFETIME_SECONDS,
    CallerForged,
    caller_claims,
    caller_header,
    caller_header_before,
    read_caller,
)
from functions.runtime.security.ed25519 import public_key
from tests.support.operations.shop import GATEWAY_KEY, KEY, OTHER_KEY, VERIFIER

ACCOUNT = uuid4()
PLACE, CANCEL = "place-order", "cancel-order"
BEFORE = replace(VERIFIER, caller_keys=(KEY,))


def claims(role: str = "shopper", age_seconds: float = 0) -> dict[str, Any]:
    return caller_claims(str(ACCOUNT), role, permissions={}, now=time.time() - age_seconds)


def header(
    *, key: str = GATEWAY_KEY, operation: str = PLACE, role: str = "shopper", age_seconds: float = 0
) -> dict[str, str]:
    return {CALLER_HEADER: caller_header(key, operation, claims(role, age_seconds))}


def changed(**changes: str) -> dict[str, str]:
    """The header of a shopper, of which the claims were changed, and the signature was not."""
    payload, _, signature = header()[CALLER_HEADER].partition(".")
    other = json.loads(base64.urlsafe_b64decode(payload)) | changes
    return {CALLER_HEADER: f"{base64.urlsafe_b64encode(json.dumps(other).encode()).decode()}.{signature}"}


def before(key: str = KEY) -> dict[str, str]:
    return {CALLER_HEADER_BEFORE: caller_header_before([key], claims())}


FORGED = {
    "nothing": {CALLER_HEADER: ""},
    "by another key": header(key=OTHER_KEY),
    "by what operations have": header(key=public_key(GATEWAY_KEY)),
    "another role": changed(role="admin"),
    "another operation": changed(aud=CANCEL),
    "without a signature": {CALLER_HEADER: header()[CALLER_HEADER].partition(".")[0]},
    "with more": {CALLER_HEADER: f"{header()[CALLER_HEADER]}A"},
    "as the release before": before(),
    "in the other header": {CALLER_HEADER: before()[CALLER_HEADER_BEFORE]},
}


class TestTheCallersHeader:
    def test_names_the_caller(self) -> None:
        caller = read_caller(Customer, PLACE, VERIFIER, header())
        assert (caller.id, caller.role, caller.is_staff) == (ACCOUNT, "shopper", False)
        assert read_caller(Staff, PLACE, VERIFIER, header(role="admin")).is_staff

    @pytest.mark.parametrize("forged", FORGED)
    def test_is_refused_if_it_was_forged(self, forged: str) -> None:
        with pytest.raises(CallerForged):
            read_caller(Caller, PLACE if forged != "another operation" else CANCEL, VERIFIER, FORGED[forged])

    def test_is_for_one_operation(self) -> None:
        with pytest.raises(CallerForged):
            read_caller(Caller, CANCEL, VERIFIER, header())

    def test_is_valid_for_a_short_time(self) -> None:
        read_caller(Caller, PLACE, VERIFIER, header(age_seconds=CALLER_LIFETIME_SECONDS / 2))
        with pytest.raises(Unauthenticated, match="expired"):
            read_caller(Caller, PLACE, VERIFIER, header(age_seconds=CALLER_LIFETIME_SECONDS + 1))

    def test_is_needed_by_what_is_not_for_guests(self) -> None:
        assert read_caller(Caller, PLACE, VERIFIER, {"cart-token": "token"}) == Caller(cart_token="token")
        with pytest.raises(Unauthenticated, match="Sign in"):
            read_caller(Customer, PLACE, VERIFIER, {})

    def test_of_a_shopper_is_not_for_staff(self) -> None:
        with pytest.raises(Forbidden, match="not for shoppers"):
            read_caller(Staff, PLACE, VERIFIER, header())


class TestDuringARollout:
    def test_a_gateway_of_the_release_before_is_understood_until_its_key_is_taken_away(self) -> None:
        assert read_caller(Customer, PLACE, BEFORE, before()).id == ACCOUNT
        with pytest.raises(CallerForged):
            read_caller(Customer, PLACE, BEFORE, before(OTHER_KEY))
        with pytest.raises(CallerForged):
            read_caller(Customer, PLACE, VERIFIER, before())

    def test_the_key_before_does_not_replace_a_signature_of_the_gateway(self) -> None:
        with pytest.raises(CallerForged):
            read_caller(Customer, PLACE, BEFORE, header(key=OTHER_KEY) | before())
