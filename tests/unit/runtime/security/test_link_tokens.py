from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from functions.runtime.security.link_tokens import link_of, link_token

NEW, OLD = "bmV3LWtleS1vZi0zMi1ieXRlcy1sb25nLWVub3VnaA==", "b2xkLWtleS1vZi0zMi1ieXRlcy1sb25nLWVub3VnaA=="


@given(st.uuids())
def test_a_token_names_its_link_under_any_key_of_a_rotation(link_id: UUID) -> None:
    assert link_of([NEW, OLD], link_token(OLD, link_id)) == link_id
    assert link_of([NEW], link_token(OLD, link_id)) is None


@given(st.uuids(), st.integers(0, 63), st.sampled_from("ABCDEFabcdef0123456789-_"))
def test_no_other_token_names_it(link_id: UUID, position: int, other: str) -> None:
    token = link_token(NEW, link_id)
    changed = token[:position] + other + token[position + 1 :]
    assert (link_of([NEW], changed) is None) == (changed != token)


@given(st.text(max_size=80))
def test_what_is_no_token_names_nothing(text: str) -> None:
    assert link_of([NEW], text) is None
