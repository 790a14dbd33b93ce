"""Subscribers that answer as they are told, and a Broker in front of them."""

import pytest

from tests.support.servers.subscribers import Subscribers


@pytest.fixture
def subscribers() -> Subscribers:
    return Subscribers()
