import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.identity.accounts.password_rules import password_problem

EMAIL, SHOP = "ada.lovelace@analytical-engines.example.org", "The Mug Shop"


def is_refused(password: str, *common: str) -> bool:
    return password_problem(password, EMAIL, SHOP, common) is not None


def test_refuses_common_ones_in_any_case() -> None:
    assert is_refused("SunShine1", "sunshine1")
    assert not is_refused("SunShine12", "sunshine1")


@given(st.characters(), st.integers(8, 128))
def test_refuses_one_character_repeated(character: str, length: int) -> None:
    assert is_refused(character * length)


@pytest.mark.parametrize(
    "password",
    [EMAIL.upper(), "Ada.Lovelace", "ada.lovelace!", "AdaLovelace1815", "1815-ada-lovelace", "analyticalengines99!"],
)
def test_refuses_the_address_and_its_parts_with_whatever_stands_around_them(password: str) -> None:
    assert "e-mail address" in str(password_problem(password, EMAIL, SHOP, ()))


@pytest.mark.parametrize("password", ["TheMugShop", "the mug shop 2026", "CloudShop", "cloudshop123!"])
def test_refuses_the_names_of_the_shop_and_of_what_it_runs_on(password: str) -> None:
    assert "shop's name" in str(password_problem(password, EMAIL, SHOP, ()))


@pytest.mark.parametrize(
    "password", ["ada.lovelace.at.the.mug.shop", "lovelace and her engines", "48151623421815", "mug shop by the sea"]
)
def test_accepts_what_has_more_than_such_a_word(password: str) -> None:
    assert not is_refused(password)


@given(st.text(alphabet="0123456789!?-_ ", min_size=8).filter(lambda text: len(set(text)) > 1))
def test_what_has_no_letters_is_made_of_no_word(password: str) -> None:
    assert password_problem(password, "1815@example.org", "24/7", ()) is None
