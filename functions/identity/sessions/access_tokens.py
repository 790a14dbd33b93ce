"""Issues access tokens."""

from datetime import datetime

from joserfc import jwt
from joserfc.jwk import OKPKey

from db.models.identity import Account, LoginSession
from functions.identity.keys.key_file import TokenKeys
from functions.identity.rules import signing_key
from functions.runtime.errors import Unavailable
from functions.runtime.security.token_signatures import TokenSignatures
from functions.runtime.security.tokens import ALGORITHM, TYPE, access_claims


def access_token(account: Account, session: LoginSession, token_keys: TokenKeys, now: datetime) -> str:
    """Signs an access token for the account's session; raises Unavailable if no key is active."""
    now_seconds = int(now.timestamp())
    key = signing_key(token_keys.read(), now_seconds)
    if key is None:
        raise Unavailable("The keys for signing in are not active yet; try again later.")
    header = {"typ": TYPE, "alg": ALGORITHM, "kid": key.kid}
    claims = access_claims(account.id, account.role, session.id, now_seconds=now_seconds)
    return jwt.encode(header, claims, OKPKey.import_key(dict(key.jwk)), registry=TokenSignatures())
