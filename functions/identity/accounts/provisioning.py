"""Accounts that the shop's owner makes by a command, staff and admins among them; everybody else registers."""

from datetime import datetime

from sqlalchemy.orm import Session

from functions.identity.accounts.accounts import NewAccount, account_by_email, create_account, lock_account
from functions.identity.sessions.sessions import end_sessions


def provide_account(session: Session, new: NewAccount, now: datetime) -> bool:
    """Makes the account and tells whether it is new; one that has the address becomes it, and its sessions end.

    It gets the new password too: addresses are not proved when they are registered, so whoever has this one
    already need not be the person who is meant, and must not come by the role.
    """
    if create_account(session, new, now) is not None:
        return True
    account = account_by_email(session, new.email)
    assert account is not None
    lock_account(session, account)
    account.password_hash, account.role, account.disabled_at = new.password_hash, new.role, None
    end_sessions(session, account.id)
    return False
