"""The times of recovery fit together: eventing/times.py, the manifests, and what was measured."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import yaml

from codegen.operations import ROOT
from db.retention import AT_LEAST
from db.rights import TIMEOUTS as ON_THE_CLUSTER
from eventing.times import (
    AUTHORIZATION_HOLD,
    AWAKE_AFTER_CALL,
    AWAKE_PART_MAX,
    BROKER_ANSWER,
    EVENT_AGE_MAX,
    GIVE_UP_AFTER,
    GIVE_UP_AFTER_DEFAULT,
    HEALED_WITHIN,
    LEASE,
    MAIL_ATTACHMENT,
    MAIL_CLAIM,
    MAIL_SESSION,
    ORDER_STEP,
    PAYMENT_CHECK,
    PAYMENT_MARGIN,
    PURGE_INTERVAL,
    PURGE_RUN,
    REDELIVERY_MAX,
    REDELIVERY_MIN,
    RELAY_RUN,
    RELAY_WAIT,
    RESERVATION,
    RESERVATION_EXTENSION,
    STEPS_FROM_ZERO,
    SWEEP_INTERVAL_IDLE,
    SWEEP_INTERVAL_MAX,
    SWEEP_RUN,
    SWEEP_WAIT_MAX,
    SWEEP_WAIT_MIN,
    WEBHOOK_ANSWER,
    WEBHOOK_GIVE_UP_AFTER,
    WEBHOOK_PAUSE_MAX,
    WEBHOOK_RUN,
)
from functions.payments.providers.http import ANSWER_SECONDS
from functions.runtime.adapters import relay_trigger
from local.broker.scheduled_calls import ScheduledCall, scheduled_calls
from local.broker.triggers import triggers
from local.postgres.timeouts import TIMEOUTS as LOCALLY

MIDNIGHT = datetime(2026, 11, 28, tzinfo=UTC)
DAY = timedelta(days=1)
TRIGGER_ANSWER = timedelta(seconds=relay_trigger.ANSWER_SECONDS)
DEFAULTS = ROOT / "knative/components/function-defaults"


def calls_a_day(source: ScheduledCall) -> int:
    """How often the call is made from midnight to midnight."""
    moment, calls = MIDNIGHT - timedelta(minutes=1), 0
    while (moment := source.schedule.next_after(moment)) < MIDNIGHT + DAY:
        calls += 1
    return calls


def revision_timeout(operation: str) -> timedelta:
    """The time in which queue-proxy wants an answer of the operation."""
    every: Any = yaml.safe_load((DEFAULTS / "every-function.yaml").read_text())
    own: dict[str, Any] = {
        patch["target"]["name"]: yaml.safe_load(patch["patch"])
        for patch in yaml.safe_load((DEFAULTS / "kustomization.yaml").read_text())["patches"]
        if "name" in patch["target"]
    }
    return timedelta(seconds=own.get(operation, every)["spec"]["template"]["spec"]["timeoutSeconds"])


class TestHealing:
    def test_what_is_owed_is_done_in_time_after_a_fault(self) -> None:
        """A fault may heal right after an attempt, or a killed relay may just have claimed the event.

        What hangs may do so until its deadline although the fault has healed; no wait begins after that.
        """
        longest_wait = max(REDELIVERY_MAX, LEASE, BROKER_ANSWER, TRIGGER_ANSWER)
        assert longest_wait + SWEEP_WAIT_MIN + STEPS_FROM_ZERO <= HEALED_WITHIN

    def test_no_relay_sends_what_another_may_still_be_sending(self) -> None:
        assert BROKER_ANSWER < LEASE

    def test_relay_and_sweep_hand_on_before_they_are_cut_off(self) -> None:
        assert RELAY_WAIT < RELAY_RUN < revision_timeout("relay-outbox") <= TRIGGER_ANSWER
        assert SWEEP_RUN < revision_timeout("sweep") < revision_timeout("relay-outbox")
        assert revision_timeout("purge-expired-data") > PURGE_RUN

    def test_the_next_sweep_comes_soon_while_anything_is_owed(self) -> None:
        assert SWEEP_WAIT_MIN < SWEEP_RUN + revision_timeout("sweep") <= SWEEP_INTERVAL_MAX

    def test_a_provider_answers_or_not_before_the_broker_gives_up_a_delivery(self) -> None:
        for trigger in triggers():
            assert timedelta(seconds=ANSWER_SECONDS) < trigger.delivery.timeout

    def test_a_mail_is_sent_or_not_before_another_sends_it_or_the_broker_gives_up_its_delivery(self) -> None:
        for trigger in triggers():
            assert min(MAIL_CLAIM, trigger.delivery.timeout) > MAIL_SESSION + MAIL_ATTACHMENT

    def test_no_call_outlasts_the_time_that_the_database_leaves_a_transaction_idle(self) -> None:
        for limits in (ON_THE_CLUSTER, LOCALLY):
            limit = timedelta(seconds=int(limits["idle_in_transaction_session_timeout"].removesuffix("s")))
            assert max(timedelta(seconds=ANSWER_SECONDS), MAIL_SESSION) < limit

    def test_the_broker_s_own_retries_are_short(self) -> None:
        for trigger in triggers():
            waits = [trigger.delivery.wait_before(retry) for retry in range(trigger.delivery.retries)]
            assert sum(waits, timedelta()) < REDELIVERY_MIN


class TestTheAgeOfEvents:
    def test_no_delivery_takes_so_long(self) -> None:
        """To the consumer and then to the dead-letter sink, each with all retries, while every attempt hangs."""
        for trigger in triggers():
            delivery = trigger.delivery
            waits = sum(map(delivery.wait_before, range(delivery.retries)), timedelta())
            assert 10 * 2 * (waits + (delivery.retries + 1) * delivery.timeout) < EVENT_AGE_MAX
        assert 10 * max(REDELIVERY_MAX, LEASE, SWEEP_INTERVAL_IDLE) < EVENT_AGE_MAX

    def test_a_copy_is_too_old_before_inboxes_forget_the_event(self) -> None:
        days, _ = AT_LEAST["EVENTS_KEPT"]
        assert days * DAY > 10 * EVENT_AGE_MAX


class TestWebhooks:
    def test_who_sends_has_ended_before_another_may_send_and_before_it_is_cut_off(self) -> None:
        assert min(LEASE, revision_timeout("send-webhooks"), TRIGGER_ANSWER) > WEBHOOK_RUN + WEBHOOK_ANSWER

    def test_the_log_has_what_was_given_up_for_some_days(self) -> None:
        days, _ = AT_LEAST["CLOSED_DEAD_LETTERS_KEPT"]
        assert WEBHOOK_PAUSE_MAX < WEBHOOK_GIVE_UP_AFTER < days * DAY


class TestPayingAtTheProvider:
    def test_a_lost_webhook_is_made_up_for_twice_before_the_reservation_ends(self) -> None:
        """The last card may be taken at the end of the time to pay; then only the schedule's sweeps ask about it."""
        assert PAYMENT_CHECK < SWEEP_INTERVAL_IDLE
        assert 2 * SWEEP_INTERVAL_IDLE <= PAYMENT_MARGIN < RESERVATION

    def test_a_shopper_has_as_long_as_the_shop(self) -> None:
        assert timedelta(minutes=30) <= RESERVATION - PAYMENT_MARGIN

    def test_the_shop_sleeps_while_it_waits_for_a_shopper_and_for_nothing_else(self) -> None:
        assert max(ORDER_STEP, REDELIVERY_MAX, LEASE) <= SWEEP_WAIT_MAX < PAYMENT_CHECK


class TestThreeChances:
    """Recovery comes at least three times before what it would rescue expires, even if a schedule alone calls it."""

    def test_before_a_reservation_expires(self) -> None:
        assert ORDER_STEP + 3 * SWEEP_INTERVAL_IDLE <= RESERVATION
        assert 3 * max(SWEEP_INTERVAL_MAX, REDELIVERY_MAX) <= RESERVATION_EXTENSION

    def test_before_an_event_is_given_up(self) -> None:
        assert min(GIVE_UP_AFTER_DEFAULT, *GIVE_UP_AFTER.values()) >= 3 * SWEEP_INTERVAL_IDLE

    def test_before_the_money_that_is_held_is_free_again(self) -> None:
        """Staff have as long as the shop had."""
        assert 2 * max(GIVE_UP_AFTER_DEFAULT, *GIVE_UP_AFTER.values()) <= AUTHORIZATION_HOLD


class TestIdling:
    def test_operations_are_called_as_often_as_the_table_says(self) -> None:
        called = {source.sink.operation: calls_a_day(source) for source in scheduled_calls()}
        assert called == {"sweep": DAY / SWEEP_INTERVAL_IDLE, "purge-expired-data": DAY / PURGE_INTERVAL}

    def test_an_idle_day_is_slept_through(self) -> None:
        calls = sum(calls_a_day(source) for source in scheduled_calls())
        assert calls * AWAKE_AFTER_CALL / DAY < AWAKE_PART_MAX

    def test_a_pod_was_measured_to_be_up_for_no_longer_after_a_call(self) -> None:
        measured = json.loads((ROOT / "benchmarks/results/idle.json").read_text())
        calls = round(timedelta(seconds=measured["watched_seconds"]) / SWEEP_INTERVAL_IDLE)
        assert timedelta(seconds=measured["pod_seconds"]["sweep"]) / calls < AWAKE_AFTER_CALL
