"""Reads from a body what attempts and orders are counted by, as their operations read it.

Operations remove the white space around a text before they measure it (functions/runtime/http/requests.py).
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from functions.runtime.mail_addresses import comparable_address

# What pydantic removes, Unicode's White_Space; Python's own strip() removes four control characters more.
WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
# Longer values are no addresses; operations refuse them.
CHARACTERS_MAX = 300


def text_in(named: Mapping[str, Any], member: str) -> str | None:
    """The member's text as its operation reads it; None if it is no text."""
    value = named.get(member)
    return value.strip(WHITE_SPACE) if isinstance(value, str) else None


def comparable(text: str) -> str:
    """The text, the same for each way to write an e-mail address."""
    return (comparable_address(text) if len(text) <= CHARACTERS_MAX else text).lower()


def digest(*parts: str) -> str:
    """A short name for texts of any length."""
    return hashlib.blake2b("\n".join(parts).encode(errors="surrogatepass"), digest_size=16).hexdigest()
