"""Signs requests to S3-compatible stores (AWS Signature Version 4)."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

ALGORITHM, SERVICE = "AWS4-HMAC-SHA256", "s3"


class Keys(NamedTuple):
    access: str
    secret: str
    region: str


class Call(NamedTuple):
    """What is signed; names of headers are in lower case, and the path needs no encoding."""

    method: str
    host: str
    path: str
    content: bytes
    headers: Mapping[str, str]


def signed(keys: Keys, call: Call, at: datetime) -> dict[str, str]:
    """The headers of the call, with its signature."""
    method, host, path, content, headers = call
    moment = at.strftime("%Y%m%dT%H%M%SZ")
    digest = hashlib.sha256(content).hexdigest()
    covered = {**headers, "host": host, "x-amz-content-sha256": digest, "x-amz-date": moment}
    names = ";".join(sorted(covered))
    lines = "".join(f"{name}:{covered[name]}\n" for name in sorted(covered))
    request = "\n".join((method, path, "", lines, names, digest))
    scope = f"{moment[:8]}/{keys.region}/{SERVICE}/aws4_request"
    text = "\n".join((ALGORITHM, moment, scope, hashlib.sha256(request.encode()).hexdigest()))
    signature = _hmac(_key(keys, moment[:8]), text).hex()
    said = f"{ALGORITHM} Credential={keys.access}/{scope},SignedHeaders={names},Signature={signature}"
    return {**covered, "authorization": said}


def _key(keys: Keys, day: str) -> bytes:
    key = f"AWS4{keys.secret}".encode()
    for part in (day, keys.region, SERVICE, "aws4_request"):
        key = _hmac(key, part)
    return key


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
