"""Signatures between parts of the shop that have the same key."""

import base64

import pytest

from functions.runtime.security.signatures import is_signed, sign

KEY, OTHER = (base64.b64encode(letter * 32).decode() for letter in (b"k", b"o"))


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
