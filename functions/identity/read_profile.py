"""GET /api/me — the caller's own account."""

from functions.identity.accounts import active_account
from functions.identity.errors import AccountInactive
from functions.identity.views import ProfileView
from functions.runtime.callers import Customer
from functions.runtime.http import http_operation
from functions.runtime.requests import Request
from functions.runtime.unit_of_work import UnitOfWork


class ReadProfile(Request):
    pass


@http_operation(cache_control="no-store", errors=(AccountInactive,))
def read_profile(_query: ReadProfile, *, caller: Customer, shop: UnitOfWork) -> ProfileView:
    return ProfileView.model_validate(active_account(shop.session, caller.id))
