"""Several calls send, queue or change webhooks at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models.webhooks import Webhook
from eventing.times import LEASE
from functions.messaging.webhooks.claims import claim, release
from functions.messaging.webhooks.endpoints import queue as owe_to_all
from functions.messaging.webhooks.signing import as_text
from functions.runtime.database.unit_of_work import UnitOfWork
from tests.support.operations.at_once import at_once, until_blocked
from tests.support.operations.shop import Shop
from tests.support.webhooks import change, create, deliveries, queue, resend, webhooks


def work_in(session: Session, now: datetime) -> UnitOfWork:
    return UnitOfWork(session, lambda _: now)


def claimed(shop: Shop) -> Webhook:
    """The only endpoint, to which somebody is sending."""
    shop.session.expire_all()
    webhook = shop.session.scalars(select(Webhook)).one()
    webhook.next_attempt_at = webhook.rests_until = shop.now + LEASE
    shop.session.commit()
    return webhook


def test_two_who_send_neither_share_an_endpoint_nor_wait_for_each_other(concurrent_shop: Shop, engine: Engine) -> None:
    create(concurrent_shop)
    queue(concurrent_shop)
    with Session(engine) as one, Session(engine) as other:
        assert len(claim(work_in(one, concurrent_shop.now))) == 1
        assert claim(work_in(other, concurrent_shop.now)) == []


def test_what_is_queued_while_a_claim_ends_is_due(concurrent_shop: Shop, engine: Engine) -> None:
    shop = concurrent_shop
    create(shop)
    webhook_id = claimed(shop).id

    def end_claim() -> None:
        with Session(engine) as session, session.begin():
            release(work_in(session, shop.now), webhook_id, has_failed=False)

    with ThreadPoolExecutor(1) as pool, Session(engine) as session:
        owe_to_all(work_in(session, shop.now), "order.confirmed", "{}")
        session.flush()
        ended = pool.submit(end_claim)
        until_blocked(engine, 1, [ended])
        session.commit()
        ended.result(60)
    assert webhooks(shop).json["items"][0]["next_attempt_at"] is not None


def test_what_is_sent_again_waits_for_the_end_of_a_claim(concurrent_shop: Shop, engine: Engine) -> None:
    shop = concurrent_shop
    webhook_id = create(shop).json["webhook"]["id"]
    queue(shop)
    (owed,) = deliveries(shop, webhook_id)
    claimed(shop)
    resend(shop, owed["id"])  # loaded before threads call it
    answers = at_once(engine, select(Webhook), lambda: resend(shop, owed["id"]))
    assert [answer.status_code for answer in answers] == [200]


def test_of_two_who_rotate_a_secret_the_second_keeps_that_of_the_first(concurrent_shop: Shop, engine: Engine) -> None:
    shop = concurrent_shop
    webhook_id = create(shop).json["webhook"]["id"]
    change(shop, webhook_id, {})  # loaded before threads call it

    def rotate() -> Any:
        return change(shop, webhook_id, {"rotates_secret": True})

    first, second = (answer.json["secret"] for answer in at_once(engine, select(Webhook), rotate, rotate))
    shop.session.expire_all()
    webhook = shop.session.scalars(select(Webhook)).one()
    assert webhook.previous_secret is not None
    assert [as_text(webhook.previous_secret), as_text(webhook.secret)] == [first, second]
