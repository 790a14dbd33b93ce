"""Accepts what passkeys answer to challenges."""

from collections.abc import Sequence

from sqlalchemy import select

from db.models.identity import Account
from db.models.second_factors import Passkey
from functions.identity.accounts.accounts import lock_account
from functions.identity.passkeys.challenges import issued_at
from functions.identity.passkeys.errors import PasskeyRefused
from functions.identity.passkeys.fields import PasskeyAnswer, decoded
from functions.identity.passkeys.relying_party import RelyingParty
from functions.identity.passkeys.verification import verified_count
from functions.runtime.database.unit_of_work import UnitOfWork


def accept_answer(shop: UnitOfWork, answer: PasskeyAnswer, party: RelyingParty, keys: Sequence[str]) -> Account:
    """The account of the passkey that has answered, locked; raises PasskeyRefused.

    An answer counts once: its challenge must be later than the one that the passkey has answered last.
    """
    named = Passkey.credential_id == decoded(answer.credential_id)
    issued = issued_at(keys, decoded(answer.challenge), shop.now)
    owner = shop.session.scalar(select(Account).join(Passkey, Passkey.account_id == Account.id).where(named))
    if issued is None or owner is None or owner.id.bytes != decoded(answer.user_id):
        raise PasskeyRefused
    # Whatever uses or changes passkeys has locked their account first.
    lock_account(shop.session, owner)
    passkey = shop.session.scalar(select(Passkey).where(named))
    if passkey is None or owner.disabled_at is not None:
        raise PasskeyRefused
    if passkey.challenged_at is not None and issued <= passkey.challenged_at:
        raise PasskeyRefused
    passkey.sign_count = verified_count(party, answer, passkey.public_key, passkey.sign_count)
    passkey.challenged_at, passkey.last_used_at = issued, shop.now
    return owner
