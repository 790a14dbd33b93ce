"""Field types of what authenticators send and get: bytes, in base64url without padding."""

import base64
from typing import Annotated

from pydantic import Field, StringConstraints

from functions.identity.passkeys.rules import CREDENTIAL_BYTES_MAX, PASSKEY_NAME_MAX
from functions.runtime.fields import Visible
from functions.runtime.http.requests import Request

_BASE64URL = r"^[A-Za-z0-9_-]+$"
CREDENTIAL_ID_LENGTH_MAX = -(-CREDENTIAL_BYTES_MAX * 4 // 3)

PasskeyName = Annotated[str, StringConstraints(min_length=1, max_length=PASSKEY_NAME_MAX), Visible]
CredentialId = Annotated[str, StringConstraints(max_length=CREDENTIAL_ID_LENGTH_MAX, pattern=_BASE64URL)]
# Of 56 bytes.
Challenge = Annotated[str, StringConstraints(max_length=75, pattern=_BASE64URL)]
# Of 16 bytes.
UserId = Annotated[str, StringConstraints(max_length=22, pattern=_BASE64URL)]
# Small JSON or CBOR; the longest are attestations with their certificates.
Answered = Annotated[str, StringConstraints(max_length=8192, pattern=_BASE64URL)]


class PasskeyAnswer(Request):
    """What `navigator.credentials.get()` returns for a challenge of begin-passkey."""

    challenge: Challenge
    credential_id: CredentialId
    user_id: UserId
    client_data: Answered = Field(repr=False)
    authenticator_data: Answered = Field(repr=False)
    signature: Answered = Field(repr=False)


def decoded(text: str) -> bytes:
    """The bytes; a length that base64 cannot have is cut."""
    cut = text[:-1] if len(text) % 4 == 1 else text
    return base64.urlsafe_b64decode(cut + "=" * (-len(cut) % 4))


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
