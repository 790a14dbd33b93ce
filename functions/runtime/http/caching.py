"""Makes Cache-Control headers (RFC 9111 and RFC 5861), and answers 304 if the caller has the answer already."""

from collections.abc import Callable

from functions.runtime.http.etags import matches
from functions.runtime.http.replies import Answer

STALE_SECONDS = 86_400


def public(*, fresh_seconds: int) -> str:
    """The header of an answer that every cache may keep, and serve stale for a day while the shop does not respond."""
    return f"public, max-age={fresh_seconds}, stale-while-revalidate={STALE_SECONDS}, stale-if-error={STALE_SECONDS}"


# Where prices and stock are promised (cart, quote, order) nothing is cached.
CATALOG = public(fresh_seconds=5)


def unless_known(if_none_match: str | None, version: str | None, render: Callable[[], Answer]) -> Answer:
    """The answer, with its version as ETag if it has one; 304, without rendering it, if the caller has that version.

    The tag is weak, because it identifies the content and not its bytes, so it is the same for every content coding.
    """
    if version is None:
        return render()
    tag = f'W/"{version}"'
    if matches(if_none_match, tag):
        return Answer(304, headers={"etag": tag})
    answer = render()
    answer.headers["etag"] = tag
    return answer
