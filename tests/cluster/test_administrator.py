"""The first administrator of a cluster comes in by a link that is mailed to them."""

from uuid import uuid4

import pytest

from ops.administrator import make_administrator
from ops.shell import CONTEXT
from tests.support.cluster.shop import ClusterShop
from tests.support.operations.account_mails import content, link_in
from tests.support.waiting import eventually

PASSWORD = "the harbour at six in the morning"


@pytest.mark.timeout(400)
def test_an_administrator_sets_a_password_by_the_mailed_link_and_logs_in(shop: ClusterShop) -> None:
    email = f"owner-{uuid4().hex[:8]}@demo.example"
    assert "is an administrator" in make_administrator(email, CONTEXT)
    mail = eventually(
        lambda: next((mail for mail in shop.mails() if email in mail), None),
        seconds=180, what="the mail arrives", every=3,
    )  # fmt: skip
    path, token = link_in(content(mail))
    assert path == "/reset-password"
    with shop.client() as client:
        chosen = client.put("/api/password", json={"token": token, "new_password": PASSWORD})
        assert chosen.status_code == 204, chosen.text
        session = client.post("/api/sessions", json={"email": email, "password": PASSWORD})
        assert session.status_code == 201, session.text
        client.headers["authorization"] = f"Bearer {session.json()['access_token']}"
        assert client.get("/api/me").json()["role"] == "admin"
