"""Provisions accounts, including staff and admins, for the operator's commands; everyone else registers."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from functions.identity.accounts.accounts import NewAccount, account_by_email, create_account, lock_account
from functions.identity.factors.factors import forget_factor
from functions.identity.sessions.sessions import end_sessions


def provision_account(session: Session, new: NewAccount, now: datetime) -> bool:
    """Creates the account and returns True, or updates the one with this address, ends its sessions and returns False.

    An updated account gets the new password too, because another person may have registered it, who must not get the
    role. The operator vouches for the address, so it counts as confirmed. The second factor is removed, because no one
    else could reset it for an administrator who has lost it.
    """
    if create_account(session, replace(new, is_confirmed=True), now) is not None:
        return True
    account = account_by_email(session, new.email)
    assert account is not None
    lock_account(session, account)
    account.password_hash, account.role, account.disabled_at = new.password_hash, new.role, None
    # The one that means the same as `role`.
    account.staff_role = None
    account.email_confirmed_at = account.email_confirmed_at or now
    forget_factor(session, account)
    end_sessions(session, account.id)
    return False
