"""POST /api/me/second-factor/codes — presents a code of the caller's authenticator app, a recovery code, or a passkey.

The session's next access token has the time of it. The first code of an app ends its enrolment and all other sessions.
"""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from db.models.identity import Account, LoginSession
from functions.identity.accounts.accounts import active_account
from functions.identity.errors import AccountInactive, SessionEnded
from functions.identity.factors.errors import SecondFactorMissing, SecondFactorRefused
from functions.identity.factors.factors import accept_code
from functions.identity.passkeys.errors import PasskeyRefused
from functions.identity.passkeys.fields import PasskeyAnswer, decoded
from functions.identity.passkeys.relying_party import RelyingParty, relying_party
from functions.identity.sessions.sessions import end_sessions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.security.link_tokens import link_keys


class PresentSecondFactor(Request):
    """Either a code, or what a passkey has answered to a challenge of begin-passkey."""

    code: Annotated[str, StringConstraints(min_length=6, max_length=40)] | None = Field(None, repr=False)
    passkey: PasskeyAnswer | None = None

    @model_validator(mode="after")
    def _has_one(self) -> "PresentSecondFactor":
        if (self.code is None) == (self.passkey is None):
            raise ValueError("must have either code or passkey")
        return self


class PresentedSecondFactor(Reply):
    """The recovery codes, to be kept in a safe place, if this code ended an enrolment; else none."""

    recovery_codes: Annotated[list[str], Field(max_length=10)]


@http_operation(
    errors=(AccountInactive, SessionEnded, SecondFactorMissing, SecondFactorRefused, PasskeyRefused),
    party=relying_party,
    link_keys=link_keys,
)
def present_second_factor(
    command: PresentSecondFactor, *, caller: Customer, shop: UnitOfWork, party: RelyingParty, link_keys: Sequence[str]
) -> PresentedSecondFactor:
    account = active_account(shop.session, caller.id)
    session = shop.session.get(LoginSession, caller.session_id) if caller.session_id is not None else None
    if session is None or session.account_id != account.id:
        raise SessionEnded
    if command.passkey is not None:
        _accept_passkey(shop, account, command.passkey, party, link_keys)
    recovery_codes = accept_code(shop, account, command.code) if command.code is not None else []
    session.factor_at = shop.now
    if recovery_codes:
        end_sessions(shop.session, account.id, except_id=session.id)
        shop.record(caller, "enrol-second-factor", account.email)
    return PresentedSecondFactor(recovery_codes=recovery_codes)


def _accept_passkey(
    shop: UnitOfWork, account: Account, answer: PasskeyAnswer, party: RelyingParty, keys: Sequence[str]
) -> None:
    # Another person's passkey must not be used up, nor tell that it exists.
    if decoded(answer.user_id) != account.id.bytes:
        raise PasskeyRefused
    # Imported here: it loads the library, and most people present codes.
    from functions.identity.passkeys.answers import accept_answer

    accept_answer(shop, answer, party, keys)
