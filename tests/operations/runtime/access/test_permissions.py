"""Staff may call an operation only if their role has its permission; a new one is tested as soon as it has a route."""

from typing import Any

import pytest
from sqlalchemy import select

from codegen.operations import routes
from db.models.roles import RolePermission
from functions.runtime.permissions import PERMISSIONS
from tests.support.operations.shop import ALL, Shop

FOR_STAFF = {route["operation"]: route for route in routes() if route["access"] == "staff"}
# What staff ask for where shoppers may call the operation too.
AMONG_SHOPPERS = {"catalog.read", "orders.cancel", "orders.request-return"}


def call(shop: Shop, route: dict[str, Any], **caller: Any) -> Any:
    """Calls it with an empty request, which nothing but a list can do anything with."""
    return shop.call(route["operation"], {} if route["method"] != "GET" else None, method=route["method"], **caller)


@pytest.mark.parametrize("route", FOR_STAFF.values(), ids=FOR_STAFF.keys())
class TestAnOperationForStaff:
    def test_refuses_guests_and_shoppers(self, shop: Shop, route: dict[str, Any]) -> None:
        assert call(shop, route).status_code == 401
        # Whatever the header might say of permissions, a shopper has none.
        assert call(shop, route, role="shopper", permissions=ALL).status_code == 403

    def test_refuses_staff_without_its_permission_and_names_it(self, shop: Shop, route: dict[str, Any]) -> None:
        others = {name: limit for name, limit in ALL.items() if name != route["permission"]}
        refused = call(shop, route, role="admin", permissions=others)
        assert (refused.status_code, refused.json["type"]) == (403, "urn:cloudshop:problem:permission-missing")
        assert refused.json["permission"] == route["permission"]

    def test_asks_for_no_other_permission(self, shop: Shop, route: dict[str, Any]) -> None:
        answer = call(shop, route, role="staff", permissions={route["permission"]: None})
        assert answer.status_code not in {401, 403, 500}


def test_every_permission_is_asked_for() -> None:
    assert {route["permission"] for route in FOR_STAFF.values()} | AMONG_SHOPPERS == set(PERMISSIONS)


def permitted(shop: Shop) -> dict[str, set[str]]:
    """The permissions of each role that the migrations make."""
    roles: dict[str, set[str]] = {}
    for row in shop.session.scalars(select(RolePermission)):
        roles.setdefault(row.role, set()).add(row.permission)
    return roles


class TestRoles:
    def test_have_every_permission_and_no_unknown_one(self, shop: Shop) -> None:
        roles = permitted(shop)
        assert set.union(*roles.values()) == set(PERMISSIONS) == roles["administrator"]

    def test_a_manager_may_all_but_what_concerns_people_and_other_servers(self, shop: Shop) -> None:
        withheld = {name for name in PERMISSIONS if name.startswith("people.")} | {"webhooks.change"}
        assert permitted(shop)["manager"] == set(PERMISSIONS) - withheld

    def test_support_reads_only(self, shop: Shop) -> None:
        assert {name.rpartition(".")[2] for name in permitted(shop)["support"]} == {"read"}

    def test_who_may_do_something_with_orders_may_read_them(self, shop: Shop) -> None:
        """An order that the caller may not read answers as an unknown one."""
        for permissions in permitted(shop).values():
            assert "orders.read" in permissions or not any(name.startswith("orders.") for name in permissions)
