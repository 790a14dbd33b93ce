"""One request, one effect: draft-ietf-httpapi-idempotency-key-header, with the answer stored beside the effect.

The lock is the transaction's own, so no key can stay "in flight" after a crash.
"""

import hashlib
import json
from collections.abc import Callable

import flask
from sqlalchemy import func, select

from db.models.messaging import IdempotencyKey
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import BadRequest, Conflict, ShopError
from functions.runtime.http.replies import Answer

KEY_LENGTH_MIN, KEY_LENGTH_MAX = 16, 255


class IdempotencyKeyMissing(BadRequest):
    slug, title = "idempotency-key-missing", "An Idempotency-Key header is needed"


class IdempotencyKeyInUse(Conflict):
    slug, title = "idempotency-key-in-use", "A request with this key is still being answered"


class IdempotencyKeyReused(ShopError):
    status, slug, title = 422, "idempotency-key-reused", "This key was used for another request"


def answer_once(shop: UnitOfWork, request: flask.Request, caller: Caller, answer: Callable[[], Answer]) -> Answer:
    """The stored answer for this caller's key, or a new one, stored in the same transaction as its effect."""
    key = f"{caller.name}:{_key(request)}"
    if not shop.session.scalar(select(func.pg_try_advisory_xact_lock(func.hashtextextended(key, 0)))):
        raise IdempotencyKeyInUse("Send the same request again in a moment.")
    fingerprint = _fingerprint(request)
    if (known := shop.session.get(IdempotencyKey, key)) is not None:
        if known.fingerprint != fingerprint:
            raise IdempotencyKeyReused("Send a new request with a new key.")
        return Answer(known.status, known.body, known.media_type, {"idempotent-replayed": "true"})
    given = answer()
    shop.session.add(
        IdempotencyKey(
            key=key,
            fingerprint=fingerprint,
            status=given.status,
            body=given.body,
            media_type=given.media_type,
            created_at=shop.now,
        )
    )
    return given


def _key(request: flask.Request) -> str:
    key = request.headers.get("idempotency-key", "").strip().strip('"')
    if not key:
        raise IdempotencyKeyMissing("Send an Idempotency-Key header, a fresh UUID for each new request.")
    if not KEY_LENGTH_MIN <= len(key) <= KEY_LENGTH_MAX or not key.isprintable():
        raise BadRequest(f"An Idempotency-Key has {KEY_LENGTH_MIN} to {KEY_LENGTH_MAX} printable characters.")
    return key


def _fingerprint(request: flask.Request) -> str:
    """SHA-256 of what was asked; JSON that differs only in layout is the same."""
    body = request.get_json(silent=True)
    asked = [request.method, request.query_string.decode("latin-1"), body]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
