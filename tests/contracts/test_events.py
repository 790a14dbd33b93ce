"""The event contracts, their schemas, who is owed them in code, and the Triggers: four lists that agree."""

from typing import get_args
from uuid import uuid4

import pytest

from codegen import event_schemas
from codegen.operations import operation_modules, triggers
from db.models import identity, inventory
from eventing import codes
from eventing.events.accounts import AccountMailKind
from eventing.subscribers import SUBSCRIBERS
from functions.notifications.mail.account_content import account_content

MODULES = operation_modules()
EVENTS = event_schemas.events()


def test_every_event_has_its_subscribers_listed_even_where_there_are_none() -> None:
    assert {event.TYPE for event in EVENTS} == set(SUBSCRIBERS)


def test_events_know_the_stock_policies_of_the_table() -> None:
    assert get_args(codes.StockPolicy) == get_args(inventory.StockPolicy)


def test_a_mail_about_an_account_has_a_link_where_a_link_has_its_purpose() -> None:
    with_link = [kind for kind in get_args(AccountMailKind) if account_content(kind, uuid4()).link_id]
    assert sorted(with_link) == sorted(get_args(identity.LinkPurpose))


def test_no_two_events_share_a_type() -> None:
    assert len({event.TYPE for event in EVENTS}) == len(EVENTS)


def test_the_triggers_bring_each_event_to_whom_it_is_owed() -> None:
    brought: dict[str, set[str]] = {event_type: set() for event_type in SUBSCRIBERS}
    for trigger in triggers().values():
        spec = trigger["spec"]
        brought[spec["filter"]["attributes"]["type"]].add(spec["subscriber"]["ref"]["name"])
    assert brought == {event_type: set(owed) for event_type, owed in SUBSCRIBERS.items()}


def test_every_event_operation_takes_the_events_it_is_owed_and_no_others() -> None:
    owed = {
        name: {event_type for event_type, consumers in SUBSCRIBERS.items() if name in consumers}
        for name, module in MODULES.items()
        if module.kind == "event"
    }
    taken = {name: {event.TYPE for event in MODULES[name].operation().events} for name in owed}
    assert taken == owed


@pytest.mark.parametrize("name", triggers())
def test_a_trigger_is_named_after_its_ends_and_its_dead_letters_name_the_consumer(name: str) -> None:
    trigger = triggers()[name]
    spec = trigger["spec"]
    consumer = spec["subscriber"]["ref"]["name"]
    context, fact = spec["filter"]["attributes"]["type"].split(".")[1:3]
    assert name == trigger["metadata"]["name"] == f"{consumer}-on-{context}-{fact}"
    assert spec["delivery"]["deadLetterSink"]["uri"] == f"/?consumer={consumer}"


def test_contracts_are_named_after_their_events() -> None:
    for event in EVENTS:
        words = event.TYPE.split(".")[1:3]
        assert event.__name__.lower() == "".join(words).replace("-", "")
