"""POST /api/passkey-challenges — begins to log in with a passkey or, by the password, to add one to the own account.

The challenge is valid for five minutes, and once. What is not in the reply, browsers are told by the web shop: that the
device has to verify its owner and keep the passkey (docs/decisions/0123-passkeys.md).
"""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from db.models.identity import Account
from functions.identity.accounts.accounts import active_account
from functions.identity.accounts.passwords import Passwords
from functions.identity.errors import AccountInactive, CurrentPasswordWrong
from functions.identity.fields import Password
from functions.identity.passkeys.challenges import CHALLENGE_LIFETIME, new_challenge
from functions.identity.passkeys.errors import AddressUnconfirmed
from functions.identity.passkeys.fields import encoded
from functions.identity.passkeys.passkeys import passkeys_of
from functions.identity.passkeys.relying_party import RelyingParty, relying_party
from functions.identity.passkeys.rules import PASSKEYS_MAX
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller, SecondFactorNeeded
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import Unauthenticated
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.security.link_tokens import link_keys


class BeginPasskey(Request):
    """Without `password`, the challenge is for logging in or for presenting a second factor."""

    password: Password | None = Field(None, repr=False)


class NewPasskey(Reply):
    """Whose passkey is to be made, in what authenticators show; those named in `excluded` have one already."""

    user_id: str
    user_name: str
    relying_party_name: str
    excluded: Annotated[list[str], Field(max_length=PASSKEYS_MAX)]


class PasskeyChallenge(Reply):
    """Bytes are in base64url; `new_passkey` is null in a challenge for logging in."""

    challenge: str
    relying_party_id: str
    expires_in_seconds: int = int(CHALLENGE_LIFETIME.total_seconds())
    new_passkey: NewPasskey | None


@http_operation(
    errors=(Unauthenticated, AccountInactive, CurrentPasswordWrong, SecondFactorNeeded, AddressUnconfirmed),
    passwords=Passwords,
    party=relying_party,
    link_keys=link_keys,
)
def begin_passkey(
    command: BeginPasskey,
    *,
    caller: Caller,
    shop: UnitOfWork,
    passwords: Passwords,
    party: RelyingParty,
    link_keys: Sequence[str],
) -> PasskeyChallenge:
    account = None if command.password is None else _account(shop, caller, command.password, passwords)
    challenge = new_challenge(link_keys[0], shop.now, account.id if account is not None else None)
    new = _new_passkey(shop, account, party) if account is not None else None
    return PasskeyChallenge(challenge=encoded(challenge), relying_party_id=party.id, new_passkey=new)


def _account(shop: UnitOfWork, caller: Caller, password: str, passwords: Passwords) -> Account:
    """The caller's account, to which a passkey may be added."""
    if caller.customer_id is None:
        raise Unauthenticated("Log in first; then add a passkey.")
    account = active_account(shop.session, caller.customer_id)
    # Otherwise a stranger at a browser that is logged in could get into the account for good.
    if not passwords.matches(account.password_hash, password):
        raise CurrentPasswordWrong
    if account.email_confirmed_at is None:
        raise AddressUnconfirmed
    if account.staff_role is not None and account.second_factor_at is not None and not caller.has_fresh_factor():
        raise SecondFactorNeeded
    return account


def _new_passkey(shop: UnitOfWork, account: Account, party: RelyingParty) -> NewPasskey:
    return NewPasskey(
        user_id=encoded(account.id.bytes),
        user_name=account.email,
        relying_party_name=party.name,
        excluded=[encoded(each.credential_id) for each in passkeys_of(shop.session, account.id)],
    )
