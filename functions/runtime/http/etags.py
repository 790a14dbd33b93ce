"""Compares entity tags (RFC 9110, section 8.8.3)."""

import re

_ENTITY_TAG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')


def matches(if_none_match: str | None, tag: str) -> bool:
    """Whether the field lists the tag, by weak comparison (RFC 9110, section 13.1.2)."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == "*" or tag.removeprefix("W/") in tags(if_none_match)


def tags(field: str) -> list[str]:
    """The entity tags of a header field, in their quotes and without a leading W/."""
    return _ENTITY_TAG.findall(field)
