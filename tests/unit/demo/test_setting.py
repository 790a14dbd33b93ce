"""Whether a shop gets the demonstration's data, an operator's setting."""

from unittest.mock import patch

import pytest

from demo import __main__ as seeding
from demo.setting import is_wanted


def test_an_operator_has_the_demonstration_or_an_empty_shop() -> None:
    assert is_wanted("sample", "SEK")
    assert not is_wanted("none", "JPY")


@pytest.mark.parametrize("value", ["unset", "", "yes"])
def test_another_value_ends_the_process_and_says_which_line_to_write(value: str) -> None:
    with pytest.raises(SystemExit, match=f"`demo_data: {value}` must be sample or none in argocd"):
        is_wanted(value, "EUR")


def test_its_prices_have_cents_which_some_currencies_have_not() -> None:
    with pytest.raises(SystemExit, match="prices have cents, which JPY has not"):
        is_wanted("sample", "JPY")


def test_nothing_is_asked_of_the_database_where_nothing_is_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEMO_DATA", "none")
    with patch.object(seeding, "create_engine", side_effect=AssertionError):
        seeding.main()
    assert "The operator wants no demo data" in capsys.readouterr().out
