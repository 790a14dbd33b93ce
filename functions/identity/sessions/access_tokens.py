"""Issues access tokens."""

from typing import Any

from joserfc import jwt
from joserfc.jwk import OKPKey

from db.models.identity import Account, LoginSession
from functions.identity.accounts.roles import permissions_of
from functions.identity.factors.rules import factor_state
from functions.identity.keys.key_file import TokenKeys
from functions.identity.rules import signing_key
from functions.identity.views import FactorState, SessionView
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import Unavailable
from functions.runtime.security.token_signatures import TokenSignatures
from functions.runtime.security.tokens import ALGORITHM, TYPE, access_claims
from functions.runtime.settings import settings


def session_reply(
    shop: UnitOfWork, account: Account, session: LoginSession, refresh_token: str, token_keys: TokenKeys
) -> SessionView:
    """The session with a new access token, for the account's owner; raises Unavailable if no key is active."""
    permissions, factor = permissions_of(shop.session, account), _factor(account, session)
    if factor in {"enrol", "present"}:
        permissions = {}
    presented_at = int(session.factor_at.timestamp()) if session.factor_at is not None else 0
    factor_at = presented_at if factor != "optional" else None
    now_seconds = int(shop.now.timestamp())
    claims = access_claims(
        account.id, account.role, session.id, permissions, factor_at=factor_at, now_seconds=now_seconds
    )
    return SessionView(
        access_token=access_token(claims, token_keys),
        refresh_token=refresh_token,
        role=account.role,
        permissions=sorted(permissions or ()),
        second_factor=factor,
        session_expires_at=session.expires_at,
    )


def _factor(account: Account, session: LoginSession) -> FactorState:
    if account.staff_role is None:
        return "optional"
    return factor_state(
        is_required=settings().staff_second_factor == "required",
        is_enrolled=account.second_factor_at is not None,
        is_presented=session.factor_at is not None,
    )


def access_token(claims: dict[str, Any], token_keys: TokenKeys) -> str:
    """A token with the claims, signed; raises Unavailable if no key is active."""
    key = signing_key(token_keys.read(), claims["iat"])
    if key is None:
        raise Unavailable("The keys for signing in are not active yet; try again later.")
    header = {"typ": TYPE, "alg": ALGORITHM, "kid": key.kid}
    return jwt.encode(header, claims, OKPKey.import_key(dict(key.jwk)), registry=TokenSignatures())
