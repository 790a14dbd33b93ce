import re
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select

from db.models.second_factors import SecondFactor
from functions.identity.accounts.passwords import Passwords
from functions.runtime.settings import settings
from tests.support.operations.accounts import log_in, refresh, session_id_in, sessions, verified
from tests.support.operations.at_once import at_once
from tests.support.operations.orders import actions
from tests.support.operations.shop import Shop
from tests.support.passkeys.authenticator import Authenticator
from tests.support.passkeys.owners import Owner, begin_log_in, log_in_with
from tests.support.people import ADMINISTRATOR, CLERK, administrator, change, invite, member, people, refusal
from tests.support.second_factors import Member, wait

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def carl(shop: Shop) -> Member:
    """A member of the staff who has enrolled an app, and whose session has presented it."""
    carl = Member(shop, member(shop, CLERK, "order-desk"))
    carl.enrol()
    assert carl.present(carl.code()).status_code == 200
    return carl


@pytest.fixture
def _required(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("STAFF_SECOND_FACTOR", "required")
    settings.cache_clear()
    yield
    settings.cache_clear()


class TestALogIn:
    def test_permits_nothing_before_the_app_has_shown_a_code(self, shop: Shop, carl: Member) -> None:
        opened = log_in(shop, CLERK).json
        assert (opened["second_factor"], opened["permissions"]) == ("present", [])
        claims = verified(shop, opened["access_token"]).claims
        assert (claims["permissions"], claims["factor_at"]) == ({}, 0)

    def test_permits_what_the_role_does_once_it_has(self, shop: Shop, carl: Member) -> None:
        carl.opened = log_in(shop, CLERK).json
        wait(shop, 1)
        assert carl.present(carl.code()).json == {"recovery_codes": []}
        opened = carl.refresh()
        assert "orders.ship" in opened["permissions"]
        assert verified(shop, opened["access_token"]).claims["factor_at"] == int(shop.now.timestamp())

    @pytest.mark.usefixtures("_required")
    def test_of_staff_without_an_app_permits_nothing_where_one_is_required(self, shop: Shop) -> None:
        account = member(shop, ADMINISTRATOR, "administrator")
        opened = log_in(shop, account.email).json
        assert (opened["second_factor"], opened["permissions"]) == ("enrol", [])
        ada = Member(shop, account)
        ada.enrol()
        ada.present(ada.code())
        assert "people.change" in ada.refresh()["permissions"]

    @pytest.mark.usefixtures("_required")
    def test_of_a_shopper_needs_none_anywhere(self, shop: Shop) -> None:
        account = member(shop, CLERK, "support")
        account.role, account.staff_role = "shopper", None
        shop.session.commit()
        opened = log_in(shop, CLERK).json
        assert opened["second_factor"] == "optional"
        assert "factor_at" not in verified(shop, opened["access_token"]).claims


class TestACode:
    def test_counts_once(self, shop: Shop, carl: Member) -> None:
        assert refusal(carl.present(carl.code())) == (403, "second-factor-refused")
        wait(shop, 1)
        assert carl.present(carl.code()).status_code == 200

    def test_counts_once_if_it_is_presented_twice_at_once(self, concurrent_shop: Shop, engine: Engine) -> None:
        shop = concurrent_shop
        shop.parts["passwords"] = Passwords(time_cost=1, memory_kibibytes=64)
        carl = Member(shop, member(shop, CLERK, "order-desk"))
        carl.enrol()
        carl.present(carl.code())
        wait(shop, 1)
        code = carl.code()
        first, second = at_once(engine, select(SecondFactor), lambda: carl.present(code), lambda: carl.present(code))
        assert (first.status_code, refusal(second)) == (200, (403, "second-factor-refused"))

    def test_may_be_typed_with_a_space(self, shop: Shop, carl: Member) -> None:
        wait(shop, 1)
        code = carl.code()
        assert carl.present(f"{code[:3]} {code[3:]}").status_code == 200

    def test_waits_ever_longer_after_some_wrong_ones(self, shop: Shop, carl: Member) -> None:
        waits = [carl.present("000000").json["wait_seconds"] for _ in range(5)]
        assert waits == [0, 0, 0, 0, 60]
        assert refusal(carl.present(carl.code(1))) == (403, "second-factor-refused")
        wait(shop, 2)
        assert carl.present("000000").json["wait_seconds"] == 120
        wait(shop, 4)
        assert carl.present(carl.code()).status_code == 200
        assert carl.present("000000").json["wait_seconds"] == 0

    def test_of_no_app_says_what_to_do(self, shop: Shop) -> None:
        carl = Member(shop, member(shop, CLERK, "order-desk"))
        assert refusal(carl.present("123456")) == (409, "second-factor-missing")

    def test_is_refused_whatever_was_typed(self, carl: Member) -> None:
        assert refusal(carl.present("\uff11\uff12\uff13\uff14\uff15\uff16")) == (403, "second-factor-refused")

    def test_is_for_the_callers_own_session(self, shop: Shop, carl: Member) -> None:
        other = Member(shop, member(shop, ADMINISTRATOR, "support"))
        carl.opened = other.opened
        wait(shop, 1)
        assert refusal(carl.present(carl.code())) == (401, "session-ended")


class TestTheFirstCode:
    def test_ends_all_other_sessions_and_is_in_the_activity_log(self, shop: Shop) -> None:
        carl = Member(shop, member(shop, CLERK, "order-desk"))
        other = log_in(shop, CLERK).json
        carl.enrol()
        carl.present(carl.code())
        assert sessions(shop) == 1
        assert session_id_in(other) != session_id_in(carl.opened)
        assert actions(shop) == [("enrol-second-factor", CLERK)]

    def test_gives_recovery_codes_of_which_each_counts_once(self, shop: Shop) -> None:
        carl = Member(shop, member(shop, CLERK, "order-desk"))
        carl.enrol()
        codes = carl.present(carl.code()).json["recovery_codes"]
        assert len(set(codes)) == 10
        assert all(re.fullmatch(r"([A-Z2-7]{4}-){5}[A-Z2-7]{4}", code) for code in codes)
        assert carl.present(codes[0].lower()).status_code == 200
        assert refusal(carl.present(codes[0])) == (403, "second-factor-refused")
        assert carl.present(codes[1]).status_code == 200


class TestAPasskey:
    def test_is_presented_in_place_of_a_code(self, shop: Shop) -> None:
        carl, key = Owner(shop, member(shop, CLERK, "order-desk")), Authenticator()
        carl.add(key)
        carl.opened = log_in(shop, CLERK).json
        assert carl.opened["second_factor"] == "present"
        presented = shop.call("present-second-factor", {"passkey": key.answer_to(begin_log_in(shop))}, **carl.by)
        assert presented.json == {"recovery_codes": []}
        assert refresh(shop, carl.opened["refresh_token"]).json["second_factor"] == "presented"

    def test_of_another_person_is_refused(self, shop: Shop, carl: Member) -> None:
        key = Authenticator()
        Owner(shop, member(shop, ADMINISTRATOR, "support")).add(key)
        answer = key.answer_to(begin_log_in(shop))
        assert refusal(shop.call("present-second-factor", {"passkey": answer}, **carl.by)) == (403, "passkey-refused")
        assert shop.call("log-in-with-passkey", answer).status_code == 201

    def test_comes_alone(self, shop: Shop, carl: Member) -> None:
        both = {"code": carl.code(), "passkey": Authenticator(user_id="AA").answer_to(begin_log_in(shop))}
        for body in ({}, both):
            assert refusal(shop.call("present-second-factor", body, **carl.by)) == (422, "invalid-request")

    def test_is_taken_away_with_a_lost_app(self, shop: Shop) -> None:
        carl, key = Owner(shop, member(shop, CLERK, "order-desk")), Authenticator()
        carl.add(key)
        change(shop, carl.account.id, {"forgets_second_factor": True}, **administrator(shop))
        assert refusal(log_in_with(shop, key)) == (403, "passkey-refused")
        assert log_in(shop, CLERK).json["second_factor"] == "optional"


class TestAnAdministrator:
    def test_gives_rights_only_soon_after_presenting_a_code(self, shop: Shop) -> None:
        by = administrator(shop)
        now = int(time.time())
        assert refusal(invite(shop, by | {"factor_at": now - 901})) == (403, "second-factor-needed")
        assert refusal(invite(shop, by | {"factor_at": 0})) == (403, "second-factor-needed")
        assert invite(shop, by | {"factor_at": now - 800}).status_code == 201
        # Reading needs no fresh one.
        assert shop.call("list-people", method="GET", factor_at=now - 9000, **by).status_code == 200

    def test_takes_a_lost_app_away(self, shop: Shop, carl: Member) -> None:
        by = administrator(shop)
        shown = {each["email"]: each["has_second_factor"] for each in people(shop, **by)["people"]}
        assert shown == {ADMINISTRATOR: False, CLERK: True}
        changed = change(shop, carl.account.id, {"forgets_second_factor": True}, **by)
        assert changed.json["has_second_factor"] is False
        assert sessions(shop) == 0
        assert log_in(shop, CLERK).json["second_factor"] == "optional"
        assert ("forget-second-factor", CLERK) in actions(shop)
