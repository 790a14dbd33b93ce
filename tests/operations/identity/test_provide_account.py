from functions.identity.accounts.accounts import NewAccount
from functions.identity.accounts.passwords import Passwords
from functions.identity.accounts.provisioning import provision_account
from tests.support.operations.accounts import (
    EMAIL,
    PASSWORD,
    account_of,
    first_token,
    log_in,
    log_in_as,
    refresh,
    registered,
    verified,
)
from tests.support.operations.shop import Shop
from tests.support.people import member
from tests.support.second_factors import Member

ADMINS = "an administrator's password"


def provide(shop: Shop) -> bool:
    new = NewAccount(EMAIL, Passwords().hash(ADMINS), name="Ada", role="admin")
    is_new = provision_account(shop.session, new, shop.now)
    shop.session.commit()
    return is_new


class TestProvideAccount:
    def test_makes_an_administrator(self, shop: Shop) -> None:
        assert provide(shop)
        assert verified(shop, log_in(shop, password=ADMINS).json["access_token"]).claims["role"] == "admin"

    def test_gives_no_role_to_a_shopper_who_registered_the_address_before(self, shop: Shop) -> None:
        registered(shop, EMAIL, PASSWORD)
        token = first_token(shop)
        assert not provide(shop)
        assert log_in(shop, password=PASSWORD).status_code == 401
        assert refresh(shop, token).status_code == 401
        assert verified(shop, log_in(shop, password=ADMINS).json["access_token"]).claims["role"] == "admin"

    def test_makes_an_administrator_of_one_with_another_role(self, shop: Shop) -> None:
        log_in_as(shop, "support")
        account_of(shop).role, account_of(shop).staff_role = "admin", "support"
        shop.session.commit()
        provide(shop)
        assert account_of(shop).staff_role == "administrator"

    def test_takes_away_the_second_factor_of_who_has_lost_theirs(self, shop: Shop) -> None:
        ada = Member(shop, member(shop, EMAIL, "administrator"))
        ada.enrol()
        ada.present(ada.code())
        provide(shop)
        assert log_in(shop, password=ADMINS).json["second_factor"] == "optional"

    def test_enables_an_account_that_was_disabled(self, shop: Shop) -> None:
        registered(shop).disabled_at = shop.now
        shop.session.commit()
        provide(shop)
        assert account_of(shop).disabled_at is None
        assert log_in(shop, password=ADMINS).status_code == 201
