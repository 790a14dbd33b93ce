"""Confirms the addresses of accounts."""

from db.models.identity import Account
from eventing.events.accounts import AccountAddressConfirmed
from functions.runtime.database.unit_of_work import UnitOfWork


def confirm(shop: UnitOfWork, account: Account) -> None:
    """Notes and announces that the account's owner has shown, again or for the first time, to read its mails."""
    account.email_confirmed_at = shop.now
    shop.announce(AccountAddressConfirmed(account_id=account.id, email=account.email, confirmed_at=shop.now))
