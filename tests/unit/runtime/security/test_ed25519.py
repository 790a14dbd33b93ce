"""Ed25519: the owner of a key signs, and whoever has its public half can only verify."""

import base64

import pytest

from functions.runtime.security.ed25519 import is_signed, public_key, sign

KEY, OTHER = (base64.b64encode(letter * 32).decode() for letter in (b"k", b"o"))
PUBLIC = public_key(KEY)
# RFC 8032, section 7.1, TEST 2.
RFC_KEY, RFC_PUBLIC, RFC_MESSAGE, RFC_SIGNATURE = (
    bytes.fromhex(text)
    for text in (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    )
)


def test_it_is_that_of_the_rfc() -> None:
    key, public, signature = (base64.b64encode(raw).decode() for raw in (RFC_KEY, RFC_PUBLIC, RFC_SIGNATURE))
    assert public_key(key) == public
    assert sign(key, RFC_MESSAGE) == f"v1a,{signature}"
    assert is_signed([public], RFC_MESSAGE, f"v1a,{signature}")


@pytest.mark.parametrize("keys", [[PUBLIC], [public_key(OTHER), PUBLIC], [PUBLIC, public_key(OTHER)]])
def test_a_signature_is_valid_by_any_of_the_keys(keys: list[str]) -> None:
    assert is_signed(keys, b"message", sign(KEY, b"message"))


def test_it_is_not_valid_by_another_key_for_another_message_or_without_keys() -> None:
    assert not is_signed([public_key(OTHER)], b"message", sign(KEY, b"message"))
    assert not is_signed([PUBLIC], b"message.", sign(KEY, b"message"))
    assert not is_signed([], b"message", sign(KEY, b"message"))


@pytest.mark.parametrize("signature", ["", "v1a", "v1a,", "v1a,\u20ac", "v1a,AAAA", "v1,AAAA"])
def test_it_is_not_valid_if_it_is_none(signature: str) -> None:
    assert not is_signed([PUBLIC], b"message", signature)


def test_it_is_not_valid_in_another_version() -> None:
    assert not is_signed([PUBLIC], b"message", sign(KEY, b"message").replace("v1a,", "v1,"))
