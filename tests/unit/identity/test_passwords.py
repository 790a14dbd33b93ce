import argon2
import pytest
from argon2.exceptions import VerifyMismatchError
from hypothesis import given
from hypothesis import strategies as st

from functions.identity.accounts.passwords import Passwords, common_passwords
from functions.identity.rules import PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN

QUICK = Passwords(time_cost=1, memory_kibibytes=8)


class TestPasswords:
    @given(st.text(min_size=1, max_size=128), st.text(min_size=1, max_size=128))
    def test_match_their_own_hash_and_no_other(self, password: str, other: str) -> None:
        hashed = QUICK.hash(password)
        assert QUICK.matches(hashed, password)
        assert QUICK.matches(hashed, other) == (password == other)

    def test_never_match_where_there_is_no_hash(self) -> None:
        assert not QUICK.matches(None, "")
        assert not QUICK.matches(None, "a long walk by the sea")

    def test_work_as_hard_where_there_is_no_hash(self) -> None:
        dummy, real = (Passwords().dummy_hash, Passwords().hash("a long walk by the sea"))
        assert argon2.extract_parameters(dummy) == argon2.extract_parameters(real)
        # A mismatch is found by computing; a malformed hash would be refused at once.
        with pytest.raises(VerifyMismatchError):
            argon2.PasswordHasher().verify(dummy, "a long walk by the sea")

    def test_are_computed_where_there_is_no_hash(self, monkeypatch: pytest.MonkeyPatch) -> None:
        checked: list[str] = []

        def verify(_hasher: argon2.PasswordHasher, password_hash: str, _password: str) -> bool:
            checked.append(password_hash)
            raise VerifyMismatchError

        monkeypatch.setattr(argon2.PasswordHasher, "verify", verify)
        assert not QUICK.matches(None, "a long walk by the sea")
        assert checked == [QUICK.dummy_hash]

    def test_know_hashes_of_other_parameters(self) -> None:
        assert Passwords().is_outdated(QUICK.hash("a long walk by the sea"))
        assert not Passwords().is_outdated(Passwords().dummy_hash)


class TestCommonPasswords:
    def test_are_compared_in_lower_case_and_all_long_enough_to_matter(self) -> None:
        assert len(common_passwords()) >= 10_000
        assert all(password == password.casefold() for password in common_passwords())
        assert all(PASSWORD_LENGTH_MIN <= len(password) <= PASSWORD_LENGTH_MAX for password in common_passwords())
