"""POST /api/me/passkeys — adds a passkey that was made for a challenge of begin-passkey to the caller's account.

Its owner gets a mail. The first factor of a member of the staff ends all their other sessions.
"""

from collections.abc import Sequence
from dataclasses import asdict

from pydantic import Field

from db.models.base import new_key
from db.models.identity import Account, LoginSession
from db.models.second_factors import Passkey
from functions.identity.accounts.accounts import active_account, lock_account
from functions.identity.accounts.mail_links import send_notice
from functions.identity.errors import AccountInactive
from functions.identity.passkeys.challenges import issued_at
from functions.identity.passkeys.errors import PasskeyKnown, PasskeyRefused, TooManyPasskeys
from functions.identity.passkeys.fields import Answered, Challenge, PasskeyName, decoded
from functions.identity.passkeys.passkeys import passkeys_of
from functions.identity.passkeys.relying_party import RelyingParty, relying_party
from functions.identity.passkeys.rules import PASSKEYS_MAX
from functions.identity.passkeys.verification import verified_key
from functions.identity.passkeys.views import OwnPasskey
from functions.identity.sessions.sessions import end_sessions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request
from functions.runtime.security.link_tokens import link_keys


class AddPasskey(Request):
    """What `navigator.credentials.create()` returns for the challenge, and a name by which its owner knows it."""

    name: PasskeyName
    challenge: Challenge
    client_data: Answered = Field(repr=False)
    attestation: Answered = Field(repr=False)


@http_operation(
    status=201,
    errors=(AccountInactive, PasskeyRefused, PasskeyKnown, TooManyPasskeys),
    party=relying_party,
    link_keys=link_keys,
)
def add_passkey(
    command: AddPasskey, *, caller: Customer, shop: UnitOfWork, party: RelyingParty, link_keys: Sequence[str]
) -> OwnPasskey:
    account = active_account(shop.session, caller.id)
    if issued_at(link_keys, decoded(command.challenge), shop.now, account.id) is None:
        raise PasskeyRefused
    key = verified_key(party, command.challenge, command.client_data, command.attestation)
    lock_account(shop.session, account)
    if len(passkeys_of(shop.session, account.id)) >= PASSKEYS_MAX:
        raise TooManyPasskeys
    added = OwnPasskey(id=new_key(), name=command.name, added_at=shop.now, last_used_at=None)
    values = {**asdict(key), **added.model_dump(), "account_id": account.id}
    if not insert_if_absent(shop.session, Passkey, **values):
        raise PasskeyKnown
    send_notice(shop, "passkey-added", account)
    if account.staff_role is not None:
        shop.record(caller, "enrol-second-factor", account.email)
    if account.second_factor_at is None:
        _begin_second_factor(shop, account, caller)
    return added


def _begin_second_factor(shop: UnitOfWork, account: Account, caller: Customer) -> None:
    """Records the account's first factor, which the caller's session has presented by making it."""
    account.second_factor_at = shop.now
    session = shop.session.get(LoginSession, caller.session_id) if caller.session_id is not None else None
    if session is not None:
        session.factor_at = shop.now
    if account.staff_role is not None:
        end_sessions(shop.session, account.id, except_id=caller.session_id)
