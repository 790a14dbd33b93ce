"""One-time codes that change every half minute (RFC 6238), as authenticator apps compute them by default.

Written by hand, because a library would make log-ins load a dozen modules for one HMAC.
"""

import base64
import hmac
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
ISSUER = "CloudShop"


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, step: int) -> str:
    """The code of six digits that is valid in this step."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def matching_step(secret: bytes, code: str, now: int, after: int) -> int | None:
    """The step of a code that is at most one step from `now` and later than the last used; None for any other code."""
    near = [step for step in (now - 1, now, now + 1) if step > after]
    return next((step for step in near if hmac.compare_digest(code_at(secret, step).encode(), code.encode())), None)


def base32(secret: bytes) -> str:
    """The secret in Base32, as people type it into an app."""
    return base64.b32encode(secret).decode().rstrip("=")


def enrolment_uri(secret: bytes, email: str) -> str:
    """The link that an authenticator app opens."""
    parameters = urlencode({"secret": base32(secret), "issuer": ISSUER})
    return f"otpauth://totp/{quote(f'{ISSUER}:{email}')}?{parameters}"
