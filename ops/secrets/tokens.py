"""Adds signing keys of access tokens; each is sealed separately, and their times are stored beside them unencrypted."""

import json

from functions.identity.rules import SigningKey, with_new_key
from functions.runtime.security.tokens import ACCESS_LIFETIME_SECONDS, LEEWAY_SECONDS
from ops.secrets.sealed import Sealed

STATE = "token"


def with_key(known: Sealed, ciphertext: str, now: int, *, delay_seconds: int) -> Sealed:
    """Adds a key that signs after `delay_seconds`; previous keys retire when their last token has expired."""
    before = [
        SigningKey(part, {}, activates_at, retires_at)
        for part, (activates_at, retires_at) in json.loads(known.states.get(STATE, "{}")).items()
    ]
    new = SigningKey(_next(known), {}, activates_at=now + delay_seconds)
    keys = with_new_key(before, new, now, overlap_seconds=ACCESS_LIFETIME_SECONDS + LEEWAY_SECONDS)
    parts = {**known.parts, new.kid: ciphertext}
    sealed = Sealed(known.name, {key.kid: parts[key.kid] for key in keys})
    times = {key.kid: (key.activates_at, key.retires_at) for key in keys}
    return sealed.with_template("keys.json", _file(keys)).with_state(STATE, json.dumps(times))


def _next(known: Sealed) -> str:
    return f"key_{max((int(part.removeprefix('key_')) for part in known.parts), default=0) + 1}"


def _file(keys: tuple[SigningKey, ...]) -> str:
    """The template of the key file (functions/identity/keys/key_file.py): the members of each key, and its times."""
    entries = [
        f'{{{{ trimSuffix "}}" .{key.kid} }}}}, "activates_at": {key.activates_at}, '
        f'"retires_at": {json.dumps(key.retires_at)}}}'
        for key in keys
    ]
    return '{"keys": [\n' + ",\n".join(entries) + "\n]}\n"
