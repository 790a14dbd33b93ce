from typing import Any

import pytest

from functions.runtime.permissions import permissions_in


class TestPermissionsIn:
    def test_are_those_that_are_named_with_their_limits(self) -> None:
        named = {"orders.ship": None, "payments.refund": 500}
        assert permissions_in({"permissions": named}, "staff") == named

    def test_are_none_of_a_shopper_whatever_is_named(self) -> None:
        assert permissions_in({"permissions": {"orders.ship": None}}, "shopper") == {}
        assert permissions_in({}, "shopper") == {}

    def test_are_none_where_none_are_named(self) -> None:
        assert permissions_in({"permissions": {}}, "staff") == {}

    @pytest.mark.parametrize("named", [None, [], "orders.ship", 1, {"payments.refund": "5"}, {"payments.refund": True}])
    def test_that_are_no_mapping_to_limits_are_refused(self, named: Any) -> None:
        with pytest.raises(TypeError):
            permissions_in({"permissions": named}, "staff")
