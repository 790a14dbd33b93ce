"""Checks the bucket of pictures: each function returns the value, or raises a ValueError."""

import re
from urllib.parse import urlsplit

from functions.runtime.settings import NONE
from ops.production.values import domain

WRONG = "is not none, nor https://, a host, and the bucket's name as path, such as https://s3.provider.com/pictures"


def picture_store(text: str) -> str:
    """The address of a bucket, or `none`; functions may reach no other port than that of https."""
    if text == NONE:
        return text
    found = re.fullmatch(r"https://[^/@?#]+/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", text)
    parts = urlsplit(text)
    if not found or not parts.hostname or parts.netloc not in (parts.hostname, f"{parts.hostname}:443"):
        raise ValueError(WRONG)
    domain(parts.hostname)
    return text


def region(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,40}", text):
        raise ValueError("is not the name of a region, such as eu-central-1; stores without regions take us-east-1")
    return text
