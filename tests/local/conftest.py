"""Subscribers that answer as a test sets them up, and a Broker in front of them."""

import pytest

from tests.support.servers.subscribers import Subscribers


@pytest.fixture
def subscribers() -> Subscribers:
    return Subscribers()
