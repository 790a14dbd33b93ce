"""Password hashes: Argon2id, with the parameters that OWASP and ASVS 5 (11.4.2) name."""

import functools
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

COMMON_PASSWORDS_FILE = Path(__file__).with_name("common_passwords.txt")


@dataclass(frozen=True, slots=True)
class Passwords:
    """Makes and checks hashes; each takes tens of milliseconds and `memory_kibibytes`, on purpose."""

    time_cost: int = 2
    memory_kibibytes: int = 19 * 1024
    parallelism: int = 1

    def hash(self, password: str) -> str:
        return self._hasher().hash(password)

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Whether the hash is of this password. Without a hash it is not, and finding that out takes as long."""
        try:
            self._hasher().verify(password_hash or self.hash_of_nobody, password)
        except VerificationError:
            return False
        return password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return self._hasher().check_needs_rehash(password_hash)

    @property
    def hash_of_nobody(self) -> str:
        """Looks like any other hash and costs as much to check; no password is known to have it."""
        cost = f"m={self.memory_kibibytes},t={self.time_cost},p={self.parallelism}"
        return f"$argon2id$v=19${cost}${'A' * 22}${'A' * 43}"

    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(self.time_cost, self.memory_kibibytes, self.parallelism)


@functools.cache
def common_passwords() -> frozenset[str]:
    """Those that are guessed first, in lower case."""
    return frozenset(COMMON_PASSWORDS_FILE.read_text(encoding="utf-8").splitlines())
