"""POST /api/address-confirmations — confirms an account's address by the link of a mail and the registered password.

If several people registered the address, the account becomes that of the one who reads its mails.
"""

from collections.abc import Sequence

from pydantic import Field

from functions.identity.accounts.confirmation import confirm
from functions.identity.accounts.delivery_addresses import set_delivery_address, set_other_addresses
from functions.identity.accounts.mail_links import UsedLink, use_link
from functions.identity.accounts.passwords import Passwords
from functions.identity.errors import ConfirmationRefused, LinkUnknown
from functions.identity.fields import Password
from functions.identity.sessions.sessions import end_sessions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request
from functions.runtime.security.link_tokens import LinkToken, link_keys


class ConfirmAddress(Request):
    token: LinkToken = Field(repr=False)
    password: Password = Field(repr=False)


@http_operation(status=204, errors=(LinkUnknown, ConfirmationRefused), passwords=Passwords, link_keys=link_keys)
def confirm_address(
    command: ConfirmAddress, *, shop: UnitOfWork, passwords: Passwords, link_keys: Sequence[str]
) -> None:
    used = use_link(shop, command.token, link_keys, "confirm-address")
    if used.account.email_confirmed_at is not None:
        raise LinkUnknown
    # Without the password, an owner could be led to confirm the account that a stranger registered with the address.
    if not passwords.matches(used.account.password_hash, command.password):
        if not passwords.matches(used.link.password_hash, command.password):
            raise ConfirmationRefused
        _take_over(shop, used)
    confirm(shop, used.account)


def _take_over(shop: UnitOfWork, used: UsedLink) -> None:
    """Gives the account to the person who used the link, and clears what an earlier registrant put into its profile."""
    assert used.link.password_hash is not None
    used.account.password_hash = used.link.password_hash
    used.account.name, used.account.language = used.link.name or "", used.link.language
    set_delivery_address(used.account, None)
    set_other_addresses(used.account, ())
    end_sessions(shop.session, used.account.id)
