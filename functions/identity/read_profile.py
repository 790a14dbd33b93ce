"""GET /api/me — the caller's own account."""

from functions.identity.accounts.accounts import active_account
from functions.identity.errors import AccountInactive
from functions.identity.views import ProfileView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class ReadProfile(Request):
    pass


@http_operation(errors=(AccountInactive,))
def read_profile(_query: ReadProfile, *, caller: Customer, shop: UnitOfWork) -> ProfileView:
    return ProfileView.of(active_account(shop.session, caller.id))
