"""Compresses JSON that every cache may store, for clients that accept gzip.

Nothing else is compressed: an answer for one caller may contain a secret beside text that an attacker chose, and its
length could reveal the secret (BREACH, docs/decisions/0069-caching.md).
"""

import re
import zlib

from gateway.upstream.response import Header

# Below it, an answer fits one packet anyway.
BYTES_MIN = 1024
# The fastest: level 6 takes twice the time for a tenth less.
LEVEL = 1
_GZIP_CONTAINER = zlib.MAX_WBITS | 16
VARY: Header = (b"vary", b"accept-encoding")
JSON: Header = (b"content-type", b"application/json")


def is_accepted(coding: str, accepted: str) -> bool:
    """Whether Accept-Encoding names the coding without refusing it (RFC 9110, section 12.5.3)."""
    for item in accepted.lower().split(","):
        name, _, weight = item.partition(";")
        if name.strip() == coding:
            return not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight)
    return False


def gzipped(body: bytes) -> bytes:
    return zlib.compress(body, LEVEL, wbits=_GZIP_CONTAINER)


def is_compressible(headers: list[Header]) -> bool:
    """Whether every cache may store an answer with these headers, and it is not compressed yet."""
    known = dict(headers)
    is_public = known.get(b"cache-control", b"").startswith(b"public")
    return is_public and b"content-encoding" not in known


def compressed(headers: list[Header], body: bytes, accept_encoding: bytes) -> tuple[list[Header], bytes]:
    """The headers and body of the compressible answer, in the coding that the client accepts."""
    headers = [*headers, VARY]
    is_worth_it = JSON in headers and len(body) >= BYTES_MIN
    if not is_worth_it or not is_accepted("gzip", accept_encoding.decode("latin-1")):
        return headers, body
    # A strong ETag stands for the bytes of one coding (RFC 9110, section 8.8.3).
    coded = [(name, _weak(value) if name == b"etag" else value) for name, value in headers]
    return [*coded, (b"content-encoding", b"gzip")], gzipped(body)


def _weak(tag: bytes) -> bytes:
    return tag if tag.startswith(b"W/") else b"W/" + tag
