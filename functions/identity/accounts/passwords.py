"""Hashes passwords with Argon2id, with the parameters of OWASP and ASVS 5 (11.4.2)."""

import functools
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

# The 11,611 of zxcvbn 4.5.0 that are long enough (https://github.com/dwolfhub/zxcvbn-python, MIT: the licence is beside
# the file), and sequences and repetitions, which zxcvbn itself finds by rules.
COMMON_PASSWORDS_FILE = Path(__file__).with_name("common_passwords.txt")


@dataclass(frozen=True, slots=True)
class Passwords:
    """Creates and checks hashes; each takes tens of milliseconds and `memory_kibibytes`, by design."""

    time_cost: int = 2
    memory_kibibytes: int = 19 * 1024
    parallelism: int = 1

    def hash(self, password: str) -> str:
        return self._hasher().hash(password)

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Whether the hash is of this password; False without a hash, after the same time."""
        try:
            self._hasher().verify(password_hash or self.dummy_hash, password)
        except VerificationError:
            return False
        return password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Whether the hash was made with other parameters."""
        return self._hasher().check_needs_rehash(password_hash)

    @property
    def dummy_hash(self) -> str:
        """A hash of no known password, which takes as long to check as any other."""
        cost = f"m={self.memory_kibibytes},t={self.time_cost},p={self.parallelism}"
        return f"$argon2id$v=19${cost}${'A' * 22}${'A' * 43}"

    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(self.time_cost, self.memory_kibibytes, self.parallelism)


@functools.cache
def common_passwords() -> frozenset[str]:
    """The most common passwords, in lower case."""
    return frozenset(COMMON_PASSWORDS_FILE.read_text(encoding="utf-8").splitlines())
