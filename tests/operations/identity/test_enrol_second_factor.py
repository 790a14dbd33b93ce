import time

import pytest

from tests.support.operations.accounts import registered
from tests.support.operations.shop import Shop
from tests.support.people import CLERK, member, refusal
from tests.support.second_factors import Member, wait

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def carl(shop: Shop) -> Member:
    return Member(shop, member(shop, CLERK, "order-desk"))


class TestEnrolSecondFactor:
    def test_gives_a_secret_and_the_link_for_an_app(self, carl: Member) -> None:
        enrolment = carl.enrol().json
        assert enrolment["uri"].startswith(
            f"otpauth://totp/CloudShop%3Acarl%40example.org?secret={enrolment['secret']}"
        )
        assert len(carl.secret) == 20

    def test_asks_for_the_password(self, carl: Member) -> None:
        assert refusal(carl.enrol("a guess")) == (403, "current-password-wrong")

    def test_is_for_the_staff(self, shop: Shop) -> None:
        assert refusal(Member(shop, registered(shop)).enrol()) == (403, "staff-only")

    def test_counts_once_a_code_was_presented_and_not_before(self, carl: Member) -> None:
        carl.enrol()
        assert carl.refresh()["second_factor"] == "optional"
        carl.present(carl.code())
        assert carl.refresh()["second_factor"] == "presented"

    def test_another_app_is_enrolled_by_who_has_just_presented_the_first(self, carl: Member) -> None:
        carl.enrol()
        carl.present(carl.code())
        assert refusal(carl.enrol()) == (403, "second-factor-needed")
        assert refusal(carl.enrol(factor_at=int(time.time()) - 1000)) == (403, "second-factor-needed")
        assert carl.enrol(factor_at=int(time.time())).status_code == 200

    def test_the_app_before_counts_until_the_new_one_has_shown_a_code(self, shop: Shop, carl: Member) -> None:
        carl.enrol()
        carl.present(carl.code())
        before = carl.secret
        carl.enrol(factor_at=int(time.time()))
        after, carl.secret = carl.secret, before
        wait(shop, 1)
        assert carl.present(carl.code()).status_code == 200
        carl.secret = after
        assert len(carl.present(carl.code()).json["recovery_codes"]) == 10
        carl.secret = before
        wait(shop, 2)
        assert refusal(carl.present(carl.code())) == (403, "second-factor-refused")
