"""Looks up whether a password is in a known breach, at a service that learns five digits of its SHA-1 and nothing else.

The protocol is that of Pwned Passwords: https://haveibeenpwned.com/API/v3#PwnedPasswords.
"""

import hashlib
from contextlib import closing

from functions.runtime.network.http_client import HttpClient
from functions.runtime.telemetry.context import log

# Somebody waits for the answer, and without it the password is accepted.
ANSWER_SECONDS = 2.0
PREFIX_DIGITS = 5
# The answer has as many lines for every prefix, so that its length does not tell which was asked for.
HEADERS = {"add-padding": "true"}


def is_breached(password: str, url: str, seconds_max: float = ANSWER_SECONDS) -> bool:
    """Whether the service at `url` knows the password; False, and a line in the log, if it does not answer in time."""
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    try:
        with closing(HttpClient(url, seconds_max)) as client:
            answer = client.request("GET", f"/{digest[:PREFIX_DIGITS]}", headers=HEADERS)
    except OSError as failure:
        return _unknown(type(failure).__name__)
    if answer.status != 200:
        return _unknown(f"status {answer.status}")
    lines = (line.partition(":") for line in answer.body.decode("ascii", "replace").splitlines())
    # Lines that only pad have the count 0.
    return any(suffix == digest[PREFIX_DIGITS:] and count.strip() != "0" for suffix, _, count in lines)


def _unknown(reason: str) -> bool:
    log("the service of breached passwords has not answered; a password was accepted", level="warning", reason=reason)
    return False
