"""GET /api/staff/api-keys — the keys of programs, the newest first, and the permissions that a new one can have."""

from typing import Annotated

from pydantic import Field
from sqlalchemy import select

from db.models.api_keys import ApiKey
from db.models.identity import Account
from functions.identity.api_keys.keys import DAYS_MAX, KEYS_MAX
from functions.identity.api_keys.views import ApiKeyView, PermissionNames
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.permissions import FRESH


class ListApiKeys(Request):
    pass


class ApiKeys(Reply):
    """All keys; `permissions` are those that the caller can give to a new one."""

    items: Annotated[list[ApiKeyView], Field(max_length=KEYS_MAX)]
    permissions: PermissionNames
    valid_days_max: int


@http_operation(permission="people.read")
def list_api_keys(_query: ListApiKeys, *, caller: Staff, shop: UnitOfWork) -> ApiKeys:
    keys = select(ApiKey, Account).join(Account, Account.id == ApiKey.account_id)
    newest_first = keys.order_by(ApiKey.created_at.desc(), ApiKey.id).limit(KEYS_MAX)
    items = [ApiKeyView.of(key, account, shop.now) for key, account in shop.session.execute(newest_first)]
    return ApiKeys(items=items, permissions=sorted(caller.permissions.keys() - FRESH), valid_days_max=DAYS_MAX)
