"""Production as it would be opened: by HTTPS, with sealed secrets, images by digest, and providers outside of it."""

import subprocess
import sys
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any
from uuid import uuid4

import httpx
import pytest

from ops.administrator import make_administrator
from ops.cluster.argo import LAYERS
from ops.cluster.backups import write_backup
from ops.errors import CommandError
from ops.shell import CONTEXT, SHOP, get, kubectl
from tests.support.cluster.production.names import ALERTED, SENDER, SHOP_HOST
from tests.support.cluster.production.second_factor import present_second_factor
from tests.support.cluster.production.shop import ProductionShop
from tests.support.cluster.production.working_copy import COPY
from tests.support.cluster.rehearsals import a_rule_that_fires
from tests.support.factories import PRICE_MINOR
from tests.support.operations.account_mails import link_in
from tests.support.shop.running_shop import an_order, put_on_sale
from tests.support.waiting import eventually

pytestmark = [pytest.mark.long, pytest.mark.timeout(6000), pytest.mark.xdist_group("production")]

PASSWORD = "the harbour at six in the morning"
# Production starts everything from nothing, and refuses a client that asks more than twenty times a minute.
DECIDED_SECONDS = 300
CARD, DECLINED = "pm_card_visa", "pm_card_visa_chargeDeclined"


def arrived(production: ProductionShop, *words: str) -> EmailMessage:
    """The mail with these words, once it has arrived; it is the merchant's."""
    mail = eventually(lambda: production.mail(*words), seconds=DECIDED_SECONDS, what=f"a mail with {words}", every=3)
    assert parseaddr(mail["from"]) == parseaddr(SENDER)
    return mail  # type: ignore[no-any-return]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture(scope="module")
def administrator(production: ProductionShop) -> str:
    """The access token of an administrator, who came in by the link of a mail and has an authenticator app."""
    email = f"owner-{uuid4().hex[:8]}@merchant-on-kind.com"
    assert "is an administrator" in make_administrator(email, CONTEXT)
    text = text_of(arrived(production, email))
    assert f"https://{SHOP_HOST}/reset-password" in text
    _, token = link_in(text)
    with production.client() as client:
        chosen = client.put("/api/password", json={"token": token, "new_password": PASSWORD})
        assert chosen.status_code == 204, chosen.text
        session = client.post("/api/sessions", json={"email": email, "password": PASSWORD})
        assert session.status_code == 201, session.text
        without = client.get("/api/staff/orders", headers={"authorization": f"Bearer {session.json()['access_token']}"})
    assert without.json()["type"] == "urn:cloudshop:problem:second-factor-needed"
    return present_second_factor(production, session.json(), PASSWORD)


class TestDeployment:
    def test_every_layer_is_healthy(self, production: ProductionShop) -> None:
        status = {name: get("application", name, "-n", "argocd")["status"] for name in LAYERS}
        found = {name: (each["sync"]["status"], each["health"]["status"]) for name, each in status.items()}
        assert {*found.values()} == {("Synced", "Healthy")}, found

    def test_whatever_has_replicas_has_all_of_them(self, production: ProductionShop) -> None:
        workloads = get("deployments,statefulsets", "-n", SHOP)["items"]
        several = {each["metadata"]["name"]: each for each in workloads if (each["spec"]["replicas"] or 0) > 1}
        standing = [name for name in several if "-deployment" not in name]
        assert {*standing} >= {"pgbouncer", "postgres", "web-shop"}, standing
        ready = {name: several[name]["status"].get("readyReplicas", 0) for name in standing}
        assert ready == {name: several[name]["spec"]["replicas"] for name in standing}

    def test_an_image_that_was_not_released_is_refused(self, production: ProductionShop) -> None:
        with pytest.raises(CommandError, match="released-images"):
            kubectl("create", "deployment", "try", "--image=nginx", "--dry-run=server", "-n", SHOP)

    def test_production_check_finds_nothing(self, production: ProductionShop) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "ops.production", "production"],
            cwd=COPY, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    def test_every_image_of_the_shop_is_named_by_its_digest(self, production: ProductionShop) -> None:
        pods = get("pods", "-n", SHOP)["items"]
        images = {each["image"] for pod in pods for each in pod["spec"]["containers"] if "cloudshop" in each["image"]}
        assert images
        assert [image for image in images if "@sha256:" not in image] == []

    def test_the_database_is_backed_up_outside(self, production: ProductionShop) -> None:
        assert write_backup()


class TestBuying:
    def test_an_order_is_paid_with_a_challenge_and_confirmed_by_a_signed_webhook(
        self, production: ProductionShop, administrator: str
    ) -> None:
        sku, email = f"MUG-{uuid4().hex[:8]}", f"{uuid4().hex}@merchant-on-kind.com"
        with production.client(administrator) as staff:
            put_on_sale(staff, sku, on_hand=10, price_minor=PRICE_MINOR)
        with production.client() as client:
            order = placed(client, sku, email)
            path = f"/api/orders/{order['number']}/payment"
            payment = eventually(
                lambda: opened(client, path, email), seconds=DECIDED_SECONDS, what="the payment can be made", every=6
            )
            assert payment["provider"] == "stripe"
            intent = payment["element"]["client_secret"].removesuffix("_secret")
            assert production.confirm(intent, DECLINED) == 204
            production.challenge(intent)
            again = opened(client, path, email)
            assert again is not None
            assert again["state"] == "open"
            assert production.confirm(intent, CARD) == 204
            eventually(
                lambda: found(client, order["number"], email).get("state") == "confirmed",
                seconds=DECIDED_SECONDS, what="the order is confirmed", every=6,
            )  # fmt: skip
        text = text_of(arrived(production, email, order["number"]))
        links = [word for word in text.split() if "://" in word]
        assert links
        assert [link for link in links if not link.startswith(f"https://{SHOP_HOST}/")] == []

    def test_the_page_comes_with_the_shops_certificate_and_by_https_only(self, production: ProductionShop) -> None:
        with production.client() as client:
            page = client.get("/")
        assert page.status_code == 200, page.text
        assert page.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"

    def test_a_webhook_that_stripe_did_not_sign_is_refused(self, production: ProductionShop) -> None:
        with production.client() as client:
            answer = client.post("/api/payments/webhook", json={}, headers={"stripe-signature": "t=1,v1=x"})
        assert answer.status_code == 400, answer.text


def placed(client: httpx.Client, sku: str, email: str) -> dict[str, Any]:
    """An order that its shopper pays at the provider."""
    body = {key: value for key, value in an_order(sku, email=email).items() if key != "payment_method"}
    answer = client.post("/api/orders", json=body, headers={"idempotency-key": str(uuid4())})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def opened(client: httpx.Client, path: str, email: str) -> dict[str, Any] | None:
    """The payment, once the order's stock is reserved."""
    answer = client.post(path, json={"email": email})
    return dict(answer.json()) if answer.is_success else None


def found(client: httpx.Client, number: str, email: str) -> dict[str, Any]:
    answer = client.post("/api/order-look-ups", json={"number": number, "email": email})
    return dict(answer.json())


class TestAlerting:
    def test_an_alert_is_mailed_to_whom_the_settings_name(self, production: ProductionShop) -> None:
        name = f"Rehearsal{uuid4().hex[:8]}"
        with a_rule_that_fires(name):
            arrived(production, name, ALERTED)

    def test_the_alarm_service_hears_that_monitoring_works(self, production: ProductionShop) -> None:
        eventually(lambda: production.outside()["alarms"], seconds=600, what="the watchdog calls", every=5)
