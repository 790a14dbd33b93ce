"""Reads the form that the card simulator's page sends, and checks every field."""

from typing import Annotated, Literal
from urllib.parse import parse_qsl

from pydantic import StringConstraints, ValidationError

from functions.payments.card_simulator.shopper_payments import Challenge
from functions.runtime.errors import InvalidRequest
from functions.runtime.http.requests import File, Request

ChargeId = Annotated[str, StringConstraints(max_length=27, pattern=r"^ch_[0-9a-f]{24}$")]
Secret = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_-]+$")]
# A path of the shop: another site's address would make of the simulator an open redirect.
ReturnPath = Annotated[str, StringConstraints(max_length=200, pattern=r"^/([A-Za-z0-9?=&_-][A-Za-z0-9/?=&_-]*)?$")]


class Form(File):
    """The form, byte for byte."""

    @classmethod
    def media_type(cls) -> str:
        return "application/x-www-form-urlencoded"


class Submission(Request):
    """A card's name, how its webhook arrives, and the answer to the challenge if the card has one."""

    charge_id: ChargeId
    secret: Secret
    return_to: ReturnPath = "/"
    card: Annotated[str, StringConstraints(max_length=64)]
    webhook: Literal["once", "twice", "late", "disordered", "lost"] = "once"
    challenge: Challenge | None = None


def submission(form: Form) -> Submission:
    """Reads the form; raises InvalidRequest."""
    try:
        return Submission.model_validate(dict(parse_qsl(form.content.decode(), max_num_fields=10)))
    except ValueError as refused:
        named = refused.errors()[0]["loc"][0] if isinstance(refused, ValidationError) else "body"
        raise InvalidRequest.field(str(named), "is not what the page sends") from None
