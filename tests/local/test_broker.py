"""The local Broker answers and delivers as Knative's MTChannelBasedBroker over an InMemoryChannel does."""

import asyncio
import base64
import json

import pytest
from aiohttp import web

from tests.support.servers.subscribers import EVENT, Subscribers, a_trigger, broker_for


class TestDelivery:
    async def test_answers_202_when_every_wanting_subscriber_has_the_event(self, subscribers: Subscribers) -> None:
        triggers = [a_trigger("reserve-stock"), a_trigger("other"), a_trigger("else", event_type="shop.other.v1")]
        async with broker_for(subscribers, triggers) as broker:
            assert await broker.post() == 202
        assert subscribers.received.keys() == {"reserve-stock", "other"}

    async def test_passes_attributes_trace_and_data_on_unchanged(self, subscribers: Subscribers) -> None:
        async with broker_for(subscribers, [a_trigger()]) as broker:
            await broker.post({**EVENT, "ce-signature": "v1,abc=", "traceparent": "00-aa-bb-01", "cookie": "no"})
        (got,) = subscribers.received["reserve-stock"]
        assert (got["ce-signature"], got["traceparent"], got["body"]) == ("v1,abc=", "00-aa-bb-01", '{"a": 1}')
        assert "ce-knativearrivaltime" in got
        assert "cookie" not in got

    async def test_answers_202_for_an_event_without_a_consumer(self, subscribers: Subscribers) -> None:
        async with broker_for(subscribers, []) as broker:
            assert await broker.post() == 202

    async def test_takes_an_event_in_structured_mode_and_passes_it_on_in_binary_mode(
        self, subscribers: Subscribers
    ) -> None:
        event = {"specversion": "1.0", "id": "7", "source": "/x", "type": "shop.order.placed.v1", "data": {"b": 2}}
        async with broker_for(subscribers, [a_trigger()]) as broker:
            status = await broker.post({"content-type": "application/cloudevents+json"}, json.dumps(event).encode())
        (got,) = subscribers.received["reserve-stock"]
        assert (status, got["ce-id"], json.loads(got["body"])) == (202, "7", {"b": 2})

    async def test_waits_for_the_slowest_subscriber_before_it_answers(self, subscribers: Subscribers) -> None:
        subscribers.answers["reserve-stock"] = [503, 204]
        async with broker_for(subscribers, [a_trigger()]) as broker:
            assert await broker.post() == 202
            assert len(subscribers.received["reserve-stock"]) == 2


class TestFailure:
    @pytest.mark.parametrize("status", [404, 408, 409, 429, 500, 503])
    async def test_tries_again_what_may_pass(self, subscribers: Subscribers, status: int) -> None:
        subscribers.answers["reserve-stock"] = [status, status, 204]
        async with broker_for(subscribers, [a_trigger(retries=2)]) as broker:
            assert await broker.post() == 202
        assert "store-dead-letter" not in subscribers.received

    @pytest.mark.parametrize("status", [302, 400, 401, 403, 413, 422])
    async def test_gives_what_can_not_pass_to_the_dead_letter_sink_at_once(
        self, subscribers: Subscribers, status: int
    ) -> None:
        subscribers.answers["reserve-stock"] = [status]
        async with broker_for(subscribers, [a_trigger()]) as broker:
            assert await broker.post() == 202
        assert len(subscribers.received["reserve-stock"]) == 1
        assert len(subscribers.received["store-dead-letter"]) == 1

    async def test_reports_to_the_sink_what_failed_how(self, subscribers: Subscribers) -> None:
        subscribers.answers["reserve-stock"] = [(422, "type: is unknown")]
        async with broker_for(subscribers, [a_trigger()]) as broker:
            await broker.post()
        (dead,) = subscribers.received["store-dead-letter"]
        assert dead["ce-knativeerrorcode"] == "422"
        assert base64.b64decode(dead["ce-knativeerrordata"]) == b"type: is unknown"
        assert dead["ce-knativeerrordest"].endswith("/reserve-stock")
        assert dead["ce-id"] == "1"
        assert subscribers.queries[-1] == "consumer=reserve-stock"

    async def test_cuts_a_long_cause(self, subscribers: Subscribers) -> None:
        subscribers.answers["reserve-stock"] = [(422, "x" * 5000)]
        async with broker_for(subscribers, [a_trigger()]) as broker:
            await broker.post()
        assert len(subscribers.received["store-dead-letter"][0]["ce-knativeerrordata"]) == 1024

    async def test_counts_a_2xx_with_a_body_as_failed(self, subscribers: Subscribers) -> None:
        subscribers.answers["reserve-stock"] = [(200, "OK")]
        async with broker_for(subscribers, [a_trigger(retries=1)]) as broker:
            assert await broker.post() == 202
        assert len(subscribers.received["reserve-stock"]) == 2
        (dead,) = subscribers.received["store-dead-letter"]
        assert "ce-knativeerrorcode" not in dead

    async def test_gives_up_a_subscriber_that_does_not_answer_in_time(self, subscribers: Subscribers) -> None:
        never = asyncio.Event()

        async def hang(_request: web.Request) -> web.Response:
            await never.wait()
            return web.Response(status=204)

        slow = a_trigger(retries=0, timeout_seconds=0.05)
        subscribers_answer = subscribers.answer

        async def answer(request: web.Request) -> web.Response:
            is_slow = request.match_info["operation"] == "reserve-stock"
            return await (hang(request) if is_slow else subscribers_answer(request))

        subscribers.answer = answer  # type: ignore[method-assign]
        async with broker_for(subscribers, [slow]) as broker:
            assert await broker.post() == 202
            never.set()
        assert len(subscribers.received["store-dead-letter"]) == 1

    async def test_answers_500_when_the_sink_refuses_too(self, subscribers: Subscribers) -> None:
        subscribers.answers = {"reserve-stock": [422], "store-dead-letter": [500]}
        async with broker_for(subscribers, [a_trigger(retries=1)]) as broker:
            assert await broker.post() == 500
        assert len(subscribers.received["store-dead-letter"]) == 2

    async def test_answers_500_when_a_failed_delivery_has_no_sink(self, subscribers: Subscribers) -> None:
        subscribers.answers["reserve-stock"] = [422]
        async with broker_for(subscribers, [a_trigger(dead_letters=None)]) as broker:
            assert await broker.post() == 500

    async def test_one_subscriber_that_fails_keeps_no_other_from_its_event(self, subscribers: Subscribers) -> None:
        subscribers.answers = {"reserve-stock": [422], "store-dead-letter": [422]}
        async with broker_for(subscribers, [a_trigger("reserve-stock"), a_trigger("other")]) as broker:
            assert await broker.post() == 500
        assert len(subscribers.received["other"]) == 1


class TestRefusal:
    @pytest.mark.parametrize("lacking", ["ce-id", "ce-source", "ce-type", "ce-specversion"])
    async def test_answers_400_for_what_is_no_event(self, subscribers: Subscribers, lacking: str) -> None:
        async with broker_for(subscribers, [a_trigger()]) as broker:
            assert await broker.post({name: value for name, value in EVENT.items() if name != lacking}) == 400
            assert await broker.post({"content-type": "application/cloudevents+json"}, b"{") == 400
        assert not subscribers.received

    async def test_answers_404_for_another_broker(self, subscribers: Subscribers) -> None:
        async with broker_for(subscribers, []) as broker:
            broker.url = broker.url.replace("/shop", "/unknown")
            assert await broker.post() == 404
