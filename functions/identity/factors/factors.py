"""Stores second factors and their recovery codes, and checks the codes that are presented."""

import base64
import hashlib
import secrets
from uuid import UUID

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from db.models.identity import Account
from db.models.second_factors import Passkey, RecoveryCode, SecondFactor
from functions.identity.factors.errors import SecondFactorMissing, SecondFactorRefused
from functions.identity.factors.rules import seconds_to_wait
from functions.identity.factors.totp import matching_step, step_at
from functions.runtime.database.unit_of_work import UnitOfWork

SECRET_BYTES = 20
RECOVERY_CODES = 10
# 120 bits: what has 112 may be stored as a plain hash. They are 24 characters, in six groups.
RECOVERY_BYTES = 15


def begin_enrolment(session: Session, account_id: UUID) -> bytes:
    """A new secret, which replaces the present one once a code of it is presented."""
    factor = session.get(SecondFactor, account_id) or SecondFactor(account_id=account_id)
    factor.new_secret = secrets.token_bytes(SECRET_BYTES)
    session.add(factor)
    return factor.new_secret


def accept_code(shop: UnitOfWork, account: Account, code: str) -> list[str]:
    """Accepts a code of the account's app, or a recovery code; returns new recovery codes if it ends an enrolment.

    Raises SecondFactorMissing or SecondFactorRefused.
    """
    factor = shop.session.get(SecondFactor, account.id, with_for_update=True)
    if factor is None:
        raise SecondFactorMissing
    if factor.failed_at is not None and (wait := seconds_to_wait(factor.failures, factor.failed_at, shop.now)):
        raise SecondFactorRefused(wait)
    now, typed = step_at(shop.now), code.replace(" ", "").replace("-", "").upper()
    if factor.new_secret is not None and (step := matching_step(factor.new_secret, typed, now, 0)) is not None:
        factor.secret, factor.new_secret, factor.last_step, factor.failures = factor.new_secret, None, step, 0
        account.second_factor_at = shop.now
        return _new_recovery_codes(shop.session, account.id)
    if factor.secret is not None and (step := matching_step(factor.secret, typed, now, factor.last_step)) is not None:
        factor.last_step, factor.failures = step, 0
    elif _use_recovery_code(shop.session, account.id, typed):
        factor.failures = 0
    else:
        factor.failures, factor.failed_at = factor.failures + 1, shop.now
        raise SecondFactorRefused(seconds_to_wait(factor.failures, shop.now, shop.now))
    return []


def has_factor(session: Session, account_id: UUID) -> bool:
    """Whether the account has an authenticator app or a passkey."""
    apps = select(SecondFactor).where(SecondFactor.account_id == account_id, SecondFactor.secret.is_not(None))
    passkeys = select(Passkey).where(Passkey.account_id == account_id)
    return bool(session.scalar(select(or_(apps.exists(), passkeys.exists()))))


def forget_factor(session: Session, account: Account) -> None:
    """Removes the second factors of a person who has lost them, passkeys included."""
    session.execute(delete(Passkey).where(Passkey.account_id == account.id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    session.execute(delete(SecondFactor).where(SecondFactor.account_id == account.id))
    account.second_factor_at = None


def _new_recovery_codes(session: Session, account_id: UUID) -> list[str]:
    """Makes codes that are shown once; only their hashes are stored."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = [base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode() for _ in range(RECOVERY_CODES)]
    session.execute(insert(RecoveryCode).values([_row(account_id, code) for code in codes]))
    return ["-".join(code[start : start + 4] for start in range(0, len(code), 4)) for code in codes]


def _row(account_id: UUID, code: str) -> dict[str, object]:
    return {"account_id": account_id, "code_sha256": _digest(code)}


def _use_recovery_code(session: Session, account_id: UUID, code: str) -> bool:
    known = RecoveryCode.account_id == account_id, RecoveryCode.code_sha256 == _digest(code)
    used = session.scalar(select(RecoveryCode).where(*known))
    if used is not None:
        session.delete(used)
    return used is not None


def _digest(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()
