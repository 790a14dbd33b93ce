"""PUT /api/password — sets a new password by the link of a mail, and ends all sessions of the account.

A link that was mailed because the account's address changed also restores the former one, and the link of an invitation
also gives the role.
"""

from collections.abc import Sequence

from pydantic import Field

from db.models.identity import Account, LinkPurpose
from functions.identity.accounts.accounts import give_address
from functions.identity.accounts.confirmation import confirm
from functions.identity.accounts.mail_links import send_notice, use_link
from functions.identity.accounts.password_policy import PasswordPolicy, password_policy
from functions.identity.accounts.passwords import Passwords
from functions.identity.accounts.roles import accept_invitation
from functions.identity.errors import AddressTaken, LinkUnknown
from functions.identity.fields import NewPassword
from functions.identity.sessions.sessions import end_sessions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request
from functions.runtime.security.link_tokens import LinkToken, link_keys

_PURPOSES: tuple[LinkPurpose, ...] = ("reset-password", "restore-address", "invitation")


class ResetPassword(Request):
    token: LinkToken = Field(repr=False)
    new_password: NewPassword = Field(repr=False)


@http_operation(
    status=204, errors=(LinkUnknown, AddressTaken), passwords=Passwords, policy=password_policy, link_keys=link_keys
)
def reset_password(
    command: ResetPassword,
    *,
    shop: UnitOfWork,
    passwords: Passwords,
    policy: PasswordPolicy,
    link_keys: Sequence[str],
) -> None:
    policy.refuse_breached("new_password", command.new_password)
    used = use_link(shop, command.token, link_keys, *_PURPOSES)
    account = used.account
    give_address(shop.session, account, used.link.email)
    # A refusal leaves the link open.
    policy.refuse_guessable("new_password", command.new_password, account.email)
    if used.link.purpose == "invitation":
        accept_invitation(account)
    account.password_hash = passwords.hash(command.new_password)
    if used.link.purpose == "restore-address" and account.staff_role is None:
        _remove_passkeys(shop, account)
    confirm(shop, account)
    end_sessions(shop.session, account.id)
    send_notice(shop, "password-changed", account)


def _remove_passkeys(shop: UnitOfWork, account: Account) -> None:
    """Removes the passkeys that whoever had changed the address may have added. Staff add none without a factor."""
    # Imported here: it is rarely needed.
    from functions.identity.factors.factors import forget_factor

    forget_factor(shop.session, account)
