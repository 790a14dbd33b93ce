"""POST /api/staff/api-keys — creates a key with which a program acts for the caller, within their permissions."""

from typing import Annotated

from pydantic import Field

from db.models.identity import Account
from functions.identity.api_keys.errors import TooManyApiKeys
from functions.identity.api_keys.keys import DAYS_MAX, KEYS_MAX, new_api_key, number_of_keys
from functions.identity.api_keys.views import ApiKeyView
from functions.identity.errors import RoleTooHigh
from functions.identity.fields import PersonName
from functions.identity.people.people import own_permissions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.permissions import FRESH, PERMISSIONS, Permission


class CreateApiKey(Request):
    """`name` says which program uses it. Permissions that need a second factor cannot be given to programs."""

    name: PersonName = Field(min_length=1)
    permissions: Annotated[list[Permission], Field(min_length=1, max_length=len(PERMISSIONS))]
    valid_days: Annotated[int, Field(ge=1, le=DAYS_MAX)]


class CreatedApiKey(Reply):
    """A created key; `key` is its text, which is never shown again."""

    key: str
    api_key: ApiKeyView


@http_operation(permission="people.change", status=201, errors=(RoleTooHigh, TooManyApiKeys))
def create_api_key(command: CreateApiKey, *, caller: Staff, shop: UnitOfWork) -> CreatedApiKey:
    wanted: list[str] = sorted(set(command.permissions))
    if not FRESH.isdisjoint(wanted):
        raise InvalidRequest.field("permissions", f"has what no program may: {', '.join(sorted(FRESH & set(wanted)))}")
    if not own_permissions(shop.session, caller, "people.change").keys() >= set(wanted):
        raise RoleTooHigh
    if number_of_keys(shop.session) >= KEYS_MAX:
        raise TooManyApiKeys
    account = shop.session.get_one(Account, caller.id)
    key, text = new_api_key(shop, account, command.name, wanted, command.valid_days)
    detail = {"permissions": wanted, "valid_days": command.valid_days}
    shop.record(caller, "create-api-key", command.name, detail)
    return CreatedApiKey(key=text, api_key=ApiKeyView.of(key, account, shop.now))
