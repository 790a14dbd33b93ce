"""Names the shop to authenticators: by its public address, never by what a request says of it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from functions.runtime.settings import settings


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """A passkey of `id`, a domain, answers pages of `origin` alone."""

    id: str
    origin: str
    name: str

    @classmethod
    def at(cls, shop_url: str, name: str) -> "RelyingParty":
        address = urlsplit(shop_url)
        return cls(id=address.hostname or "", origin=f"{address.scheme}://{address.netloc}", name=name)


def relying_party() -> RelyingParty:
    """The one of the settings."""
    return RelyingParty.at(settings().shop_url, settings().shop_name)
