"""Confirms the addresses of accounts."""

from db.models.identity import Account
from eventing.events.accounts import AccountAddressConfirmed
from functions.runtime.database.unit_of_work import UnitOfWork


def confirm(shop: UnitOfWork, account: Account) -> None:
    """Records and announces that the account's owner reads mails to its address, be it for the first time or again."""
    account.email_confirmed_at = shop.now
    shop.announce(AccountAddressConfirmed(account_id=account.id, email=account.email, confirmed_at=shop.now))
