"""POST /api/sessions/passkey — logs in with a passkey; starts a session and returns its first tokens.

No address is asked, so none can be tried out. A passkey counts as both factors, because its device has verified who
holds it. The account's owner gets a mail as after any log-in, if the device is new.
"""

from collections.abc import Sequence

from functions.identity.keys.key_file import TokenKeys, token_keys
from functions.identity.passkeys.answers import accept_answer
from functions.identity.passkeys.errors import PasskeyRefused
from functions.identity.passkeys.fields import PasskeyAnswer
from functions.identity.passkeys.relying_party import RelyingParty, relying_party
from functions.identity.sessions.access_tokens import session_reply
from functions.identity.sessions.devices import request_device
from functions.identity.sessions.known_devices import remember_log_in
from functions.identity.sessions.sessions import open_session
from functions.identity.views import SessionView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.security.link_tokens import link_keys


class LogInWithPasskey(PasskeyAnswer):
    """What the passkey has answered to a challenge of begin-passkey."""


@http_operation(
    status=201,
    errors=(PasskeyRefused,),
    party=relying_party,
    link_keys=link_keys,
    token_keys=token_keys,
    device=request_device,
)
def log_in_with_passkey(
    command: LogInWithPasskey,
    *,
    shop: UnitOfWork,
    party: RelyingParty,
    link_keys: Sequence[str],
    token_keys: TokenKeys,
    device: str | None,
) -> SessionView:
    account = accept_answer(shop, command, party, link_keys)
    remember_log_in(shop, account, device)
    session, refresh_token = open_session(shop, account, device)
    session.factor_at = shop.now
    return session_reply(shop, account, session, refresh_token, token_keys)
