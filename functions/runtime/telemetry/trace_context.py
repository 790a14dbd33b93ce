"""Reads W3C Trace Context, level 2: `traceparent` and `tracestate` (https://www.w3.org/TR/trace-context-2/)."""

import re
from typing import NamedTuple

# Of the flags, sampled and random-trace-id are defined; others must not be passed on.
SAMPLED, KNOWN_FLAGS = 0x01, 0x03
MEMBERS_MAX, STATE_CHARACTERS_MAX, LONG_MEMBER_CHARACTERS = 32, 512, 128

_PARENT = re.compile(r"([0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_KEY = r"(?:[a-z][a-z0-9_\-*/]{0,255}|[a-z0-9][a-z0-9_\-*/]{0,240}@[a-z][a-z0-9_\-*/]{0,13})"
_MEMBER = re.compile(_KEY + r"=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]")


class TraceParent(NamedTuple):
    trace_id: str
    parent_id: str
    # Two hexadecimal digits, of the known flags only.
    flags: str


def read_traceparent(value: str) -> TraceParent | None:
    """The caller's span in its trace; None for a malformed `traceparent`, in which case a new trace begins.

    Of a version above 00, it reads the fields of version 00.
    """
    found = _PARENT.fullmatch(value.strip(" \t"))
    if found is None:
        return None
    version, trace_id, parent_id, flags, more = found.groups()
    if version == "ff" or (version == "00" and more is not None):
        return None
    return TraceParent(trace_id, parent_id, f"{int(flags, 16) & KNOWN_FLAGS:02x}")


def read_tracestate(value: str) -> str:
    """The list to pass on; "" if it breaks the rules, and without its longest members if it is too long."""
    members = [member.strip(" \t") for member in value.split(",")]
    members = [member for member in members if member]
    keys = {member.partition("=")[0] for member in members}
    if len(members) > MEMBERS_MAX or len(keys) < len(members) or not all(map(_MEMBER.fullmatch, members)):
        return ""
    return _shortened(members)


def _shortened(members: list[str]) -> str:
    if len(",".join(members)) > STATE_CHARACTERS_MAX:
        members = [member for member in members if len(member) <= LONG_MEMBER_CHARACTERS]
    while len(",".join(members)) > STATE_CHARACTERS_MAX:
        members.pop()
    return ",".join(members)
