"""POST /api/me/second-factor/codes — presents a code of the caller's authenticator app, or one of their recovery codes.

The session's next access token has the time of it. The first code of an app ends its enrolment and all other sessions.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from db.models.identity import LoginSession
from functions.identity.accounts.accounts import active_account
from functions.identity.errors import AccountInactive, SessionEnded
from functions.identity.factors.errors import SecondFactorMissing, SecondFactorRefused
from functions.identity.factors.factors import accept_code
from functions.identity.sessions.sessions import end_sessions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class PresentSecondFactor(Request):
    code: Annotated[str, StringConstraints(min_length=6, max_length=40)] = Field(repr=False)


class PresentedSecondFactor(Reply):
    """The recovery codes, to be kept in a safe place, if this code ended an enrolment; else none."""

    recovery_codes: Annotated[list[str], Field(max_length=10)]


@http_operation(errors=(AccountInactive, SessionEnded, SecondFactorMissing, SecondFactorRefused))
def present_second_factor(command: PresentSecondFactor, *, caller: Customer, shop: UnitOfWork) -> PresentedSecondFactor:
    account = active_account(shop.session, caller.id)
    session = shop.session.get(LoginSession, caller.session_id) if caller.session_id is not None else None
    if session is None or session.account_id != account.id:
        raise SessionEnded
    recovery_codes = accept_code(shop, account, command.code)
    session.factor_at = shop.now
    if recovery_codes:
        end_sessions(shop.session, account.id, except_id=session.id)
        shop.record(caller, "enrol-second-factor", account.email)
    return PresentedSecondFactor(recovery_codes=recovery_codes)
