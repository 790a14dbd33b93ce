"""Cache-Control (RFC 9111 and RFC 5861) of answers, and answers that the caller may have already."""

from collections.abc import Callable

from functions.runtime.http.etags import matches
from functions.runtime.http.replies import Answer

STALE_SECONDS = 86_400


def public(*, fresh_seconds: int) -> str:
    """Every cache may keep it. When it is no longer fresh, a cache shows it for at most a day: for as long as a new
    answer takes, or while the shop does not respond."""
    return f"public, max-age={fresh_seconds}, stale-while-revalidate={STALE_SECONDS}, stale-if-error={STALE_SECONDS}"


# Where prices and stock are promised (cart, quote, order) nothing is cached.
CATALOG = public(fresh_seconds=5)


def unless_known(if_none_match: str | None, version: str | None, render: Callable[[], Answer]) -> Answer:
    """The answer with its version, if it has one, as ETag; if the caller has that version, 304 without rendering it.

    The tag is weak: it names what is shown, whatever the bytes, so that it is the same for every content coding.
    """
    if version is None:
        return render()
    tag = f'W/"{version}"'
    if matches(if_none_match, tag):
        return Answer(304, headers={"etag": tag})
    answer = render()
    answer.headers["etag"] = tag
    return answer
