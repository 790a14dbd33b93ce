"""Cache-Control (RFC 9111 and RFC 5861) of answers, and answers that the caller may have already."""

from collections.abc import Callable

from functions.runtime.http.etags import matches
from functions.runtime.http.replies import Answer

# While the shop does not respond, caches may show what they have for a day.
STALE_IF_ERROR_SECONDS = 86_400


def public(*, fresh_seconds: int, stale_seconds: int) -> str:
    """Every cache may keep it, and shows it for `stale_seconds` longer than it is fresh while it asks for a new one."""
    return (
        f"public, max-age={fresh_seconds}, stale-while-revalidate={stale_seconds}, "
        f"stale-if-error={STALE_IF_ERROR_SECONDS}"
    )


# Where prices and stock are promised (cart, quote, order) nothing is cached. Where they are shown, what is older than
# this is shown for as long as the new answer takes, and at most a day.
CATALOG = public(fresh_seconds=5, stale_seconds=86_400)


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
