"""Field types of identity's requests; a password is neither trimmed nor normalized.

Requests declare secret fields with `repr=False`.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from functions.identity.rules import PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN
from functions.runtime.fields import Visible

_SECRET = {"format": "password", "writeOnly": True}

Password = Annotated[
    str,
    StringConstraints(strip_whitespace=False, min_length=1, max_length=PASSWORD_LENGTH_MAX),
    Field(json_schema_extra=_SECRET),
]
NewPassword = Annotated[
    str,
    StringConstraints(strip_whitespace=False, min_length=PASSWORD_LENGTH_MIN, max_length=PASSWORD_LENGTH_MAX),
    # For the OpenAPI document only: the one rule that a pattern can express, no single repeated character.
    Field(json_schema_extra={**_SECRET, "pattern": r"^(?!([\s\S])\1*$)"}),
]
PersonName = Annotated[str, StringConstraints(max_length=200), Visible]
# A role of the staff, or `shopper`.
RoleName = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z]+(-[a-z]+)*$")]
# The session's id (16 bytes) and 32 random bytes, in base64url.
RefreshToken = Annotated[
    str,
    StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_-]{64}$"),
    Field(json_schema_extra={"writeOnly": True}),
]
