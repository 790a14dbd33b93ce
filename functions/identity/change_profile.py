"""PATCH /api/me — changes name or addresses; omitted fields keep their values, and an address of null is removed.

Given other addresses replace the stored ones. One that is given twice is stored once.
"""

from typing import Annotated

from pydantic import Field

from functions.identity.accounts.accounts import active_account
from functions.identity.accounts.delivery_addresses import (
    StoredAddress,
    delivery_address,
    set_delivery_address,
    set_other_addresses,
)
from functions.identity.errors import AccountInactive
from functions.identity.fields import PersonName
from functions.identity.rules import OTHER_ADDRESSES_MAX
from functions.identity.views import ProfileView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.addresses import Address, EnteredAddress, entered
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class ChangeProfile(Request):
    name: PersonName = ""
    address: EnteredAddress | None = None
    other_addresses: Annotated[tuple[Address, ...], Field(max_length=OTHER_ADDRESSES_MAX)] = ()


@http_operation(errors=(AccountInactive,))
def change_profile(command: ChangeProfile, *, caller: Customer, shop: UnitOfWork) -> ProfileView:
    account = active_account(shop.session, caller.id)
    stored = [delivery_address(account), *account.other_addresses]
    if "name" in command.model_fields_set:
        account.name = command.name
    if "address" in command.model_fields_set:
        set_delivery_address(account, command.address)
    if "other_addresses" in command.model_fields_set:
        set_other_addresses(account, _checked(stored, command.other_addresses))
    return ProfileView.of(account)


def _checked(stored: list[StoredAddress | None], addresses: tuple[Address, ...]) -> list[Address]:
    """The addresses as their countries write them; stored ones, which may be older than the rules, as they are.

    Raises InvalidRequest.
    """
    return [
        each if each.filled_in() in stored else entered(each, f"other_addresses.{place}")
        for place, each in enumerate(addresses)
    ]
