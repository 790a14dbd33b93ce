"""Checks preconditions of writes (RFC 9110, section 13.1.1): a change needs the version that its author saw."""

from dataclasses import dataclass
from typing import Any

from functions.runtime.errors import BadRequest, ShopError
from functions.runtime.http.etags import tags

IF_MATCH_LENGTH_MAX = 200


class ChangedMeanwhile(ShopError):
    """The resource has another version than If-Match names; nothing was changed."""

    status, slug, title = 412, "changed-meanwhile", "This was changed in the meantime"


class VersionMissing(ShopError):
    """The request has no If-Match: read the resource first, and send its ETag."""

    status, slug, title = 428, "version-missing", "The If-Match header is missing"


@dataclass(frozen=True, slots=True)
class IfMatch:
    """The header field If-Match; `*` stands for any version."""

    field: str

    def check(self, version: str) -> None:
        """Raises ChangedMeanwhile unless the field names the version.

        The ETag of a read may have a second part after a point, for what changes by itself, such as stock.
        """
        if self.field.strip() != "*" and version not in {tag.strip('"').split(".")[0] for tag in tags(self.field)}:
            raise ChangedMeanwhile("Read it again, then decide whether to change it. Nothing was changed.")


def required(if_match: IfMatch | None) -> IfMatch:
    """The field; raises VersionMissing if there is none."""
    if if_match is None:
        raise VersionMissing("Reload the page, then try again. Programs send the ETag of what they change as If-Match.")
    return if_match


def read_if_match(field: str | None, kind: Any) -> IfMatch | None:
    """The header field for a parameter of the kind: `IfMatch` if it is required, `IfMatch | None` if it is not."""
    if field and len(field) > IF_MATCH_LENGTH_MAX:
        raise BadRequest(f"The If-Match header is longer than {IF_MATCH_LENGTH_MAX} characters.")
    found = IfMatch(field) if field else None
    return required(found) if kind is IfMatch else found
