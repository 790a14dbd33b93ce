"""The postal addresses of an account: the one that its orders usually go to, and others to choose from."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from db.models.identity import Account

if TYPE_CHECKING:
    from functions.runtime.addresses import Address

# The fields of an address that the release before knows.
_OLDER_FIELDS = ("name", "street", "postal_code", "city", "country")

StoredAddress = dict[str, Any]


def delivery_address(account: Account) -> StoredAddress | None:
    """The address that either release stored last: each of the two columns belongs to one release."""
    stored = account.delivery_address
    return stored if account.address == _as_older_release_reads(stored) else account.address


def set_delivery_address(account: Account, address: "Address | None") -> None:
    """Stores the address that orders usually go to, or removes it; it is no longer among the others."""
    stored = address.filled_in() if address is not None else None
    account.delivery_address = stored
    account.address = _as_older_release_reads(stored)
    account.other_addresses = [each for each in account.other_addresses if each != stored]


def set_other_addresses(account: Account, addresses: Iterable["Address"]) -> None:
    """Stores these in place of the other addresses, each once, and without the one that orders usually go to."""
    usual = delivery_address(account)
    kept: list[StoredAddress] = []
    for address in addresses:
        if (stored := address.filled_in()) != usual and stored not in kept:
            kept.append(stored)
    account.other_addresses = kept


def _as_older_release_reads(address: StoredAddress | None) -> StoredAddress | None:
    if address is None or not all(address.get(name) for name in _OLDER_FIELDS):
        return None
    return {name: address[name] for name in _OLDER_FIELDS}
