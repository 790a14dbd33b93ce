"""Answers each idempotency key once (draft-ietf-httpapi-idempotency-key-header): stores the response with its effect.

The effect's transaction also locks the key, so no key stays in use after a crash.
"""

import hashlib
import json
import re
from collections.abc import Callable

import flask
from sqlalchemy import func, select

from db.models.messaging import IdempotencyKey
from functions.runtime.adapters.dependencies import open_transaction
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import BadRequest, Conflict, ShopError
from functions.runtime.http.replies import Answer

_STRING, _ESCAPED = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\])*)"'), re.compile(r'\\(["\\])')
KEY_LENGTH_MIN, KEY_LENGTH_MAX = 16, 255


class IdempotencyKeyMissing(BadRequest):
    slug, title = "idempotency-key-missing", "The Idempotency-Key header is missing"


class IdempotencyKeyInUse(Conflict):
    slug, title = "idempotency-key-in-use", "A request with this key is still in progress"
    retry_after_seconds = 1


class IdempotencyKeyReused(ShopError):
    status, slug, title = 422, "idempotency-key-reused", "This key was used for another request"


def answer_once(request: flask.Request, caller: Caller, answer: Callable[[UnitOfWork], Answer]) -> Answer:
    """The stored response for the caller's key, or a new one, stored in the same transaction as its effect."""
    with open_transaction() as shop:
        return _answer_once(shop, request, caller, answer)


def _answer_once(
    shop: UnitOfWork, request: flask.Request, caller: Caller, answer: Callable[[UnitOfWork], Answer]
) -> Answer:
    keys = _keys(caller, _key(request))
    if not shop.session.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended(keys[-1], 0)))):
        raise IdempotencyKeyInUse("Send the same request again in a moment.")
    fingerprint = _fingerprint(request)
    stored = next(filter(None, (shop.session.get(IdempotencyKey, key) for key in keys)), None)
    if stored is not None:
        if stored.fingerprint != fingerprint:
            raise IdempotencyKeyReused("Send a new request with a new key.")
        return Answer(stored.status, stored.body, stored.media_type, {"idempotent-replayed": "true"})
    answered = answer(shop)
    shop.session.add(
        IdempotencyKey(
            key=keys[0],
            fingerprint=fingerprint,
            status=answered.status,
            body=answered.body,
            media_type=answered.media_type,
            created_at=shop.now,
        )
    )
    return answered


def _keys(caller: Caller, key: str) -> list[str]:
    """The names under which a response is stored: by this release the first, by the previous release the last."""
    named = f"{caller.name}:{key}"
    cart = None if caller.customer_id else caller.cart_token_sha256
    return [f"{caller.name}-{cart}:{key}", named] if cart else [named]


def _key(request: flask.Request) -> str:
    key = _unquoted(request.headers.get("idempotency-key", "").strip())
    if not key:
        raise IdempotencyKeyMissing("Send an Idempotency-Key header, a fresh UUID for each new request.")
    if not KEY_LENGTH_MIN <= len(key) <= KEY_LENGTH_MAX or not key.isprintable():
        raise BadRequest(f"An Idempotency-Key has {KEY_LENGTH_MIN} to {KEY_LENGTH_MAX} printable characters.")
    return key


def _unquoted(field: str) -> str:
    """The key from the draft's structured string (RFC 8941, section 3.3.3), or unchanged if it has no quotes."""
    if not field.startswith('"'):
        return field
    string = _STRING.fullmatch(field)
    if string is None:
        raise BadRequest("The Idempotency-Key opens a quote that it does not close, or has something behind it.")
    return _ESCAPED.sub(r"\1", string[1])


def _fingerprint(request: flask.Request) -> str:
    """SHA-256 of the request; JSON bodies that differ only in layout are equal."""
    body = request.get_json(silent=True)
    parts = [request.method, request.query_string.decode("latin-1"), body]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
