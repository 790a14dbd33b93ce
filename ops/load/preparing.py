"""Prepares a run: registers an account for visitors who log in, and fills Nginx's cache as earlier visitors would."""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

import httpx

from ops.errors import CommandError
from ops.load.shopping.browser import NAVIGATES
from ops.load.shopping.catalog import Catalog
from ops.load.shopping.shopper import ADDRESS, Account

# A cold start on a busy machine.
ANSWER_SECONDS = 60.0
CODINGS = {"accept-encoding": "gzip, deflate, br"}
# Two replicas of Nginx keep answers, and each request comes to one of them.
TIMES = 3
FILLING_SECONDS = 600.0
PATHS = {"list-categories": "/api/categories", "read-shop-rules": "/api/shop", "list-countries": "/api/countries"}


@dataclass(frozen=True, slots=True)
class Prepared:
    """The data that visitors need; written to a file, so that the shop can scale to zero before they come."""

    account: Account
    catalog: Catalog

    @classmethod
    def at(cls, url: str) -> "Prepared":
        """Prepares a run; raises CommandError if no shop is at the URL, or it sells nothing or registers nobody."""
        try:
            with client_of(url) as client:
                catalog = Catalog.read(client)
        except (httpx.HTTPError, ValueError, KeyError) as reason:
            raise CommandError(f"URL={url} is no shop that visitors could come to: {reason}") from None
        return cls(_new_account(url), catalog)

    @classmethod
    def read(cls, path: Path) -> "Prepared":
        """Reads the file; raises CommandError unless `write` has written it."""
        try:
            said = json.loads(path.read_text())
            catalog = Catalog(tuple(said["catalog"]["categories"]), tuple(said["catalog"]["handles"]))
            return cls(Account(**said["account"]), catalog)
        except (OSError, ValueError, KeyError, TypeError):
            raise CommandError(f"--prepared={path} is not what --only-prepare writes.") from None

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)))


def client_of(url: str) -> httpx.Client:
    return httpx.Client(base_url=url, timeout=ANSWER_SECONDS, headers=CODINGS)


def _new_account(url: str) -> Account:
    account = Account(f"load-{uuid4().hex[:12]}@example.org", uuid4().hex)
    login = {"email": account.email, "password": account.password}
    try:
        with client_of(url) as client:
            answer = client.post("/api/accounts", json={**login, "name": ADDRESS["name"], "language": "en"})
    except httpx.HTTPError as reason:
        raise _unreachable(url, reason) from None
    if not answer.is_success:
        raise CommandError(f"The shop at {url} registers no account for visitors who log in: {answer.text[:300]}")
    return account


def fill_cache(url: str, catalog: Catalog, cacheable_requests: Iterable[tuple[str, str]]) -> int:
    """Makes the requests of earlier visitors, so that Nginx caches the responses; returns their number. Ends after
    `FILLING_SECONDS`, finished or not.
    """
    paths = TIMES * [path for each in cacheable_requests for path in _paths(catalog, *each)]
    over = time.monotonic() + FILLING_SECONDS
    try:
        with client_of(url) as client:
            for number, path in enumerate(paths):
                if time.monotonic() > over:
                    return number
                client.get(path, headers={} if path.startswith("/api/") else NAVIGATES)
    except httpx.HTTPError as reason:
        raise _unreachable(url, reason) from None
    return len(paths)


def _unreachable(url: str, reason: httpx.HTTPError) -> CommandError:
    return CommandError(f"The shop at {url} does not answer any more: {type(reason).__name__} {reason}")


def _paths(catalog: Catalog, operation: str, which: str) -> list[str]:
    match operation:
        case "list-products":
            return [catalog.list_path(which), *([catalog.counts_path(which)] if which else [])]
        case "get-product":
            return [catalog.product_path(which)]
        case "render-page":
            return ["/"]
    return [PATHS[operation]]
