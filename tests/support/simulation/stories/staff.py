"""Work of staff: dead letters, refunds that fail, products, promotions and stock."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

from tests.support.catalog_files import a_file, a_picture, a_row
from tests.support.factories import PRICE_MINOR, agreed_total, an_order_for
from tests.support.simulation.settling import settle
from tests.support.simulation.stories.orders import REASON, SHIPMENT
from tests.support.simulation.stories.steps import EMAIL, ask, ask_as_staff, place, state
from tests.support.simulation.world.world import World

# Something that claims to be an event.
FORGED = {
    "ce-specversion": "1.0",
    "ce-id": "1",
    "ce-source": "/somewhere",
    "ce-type": "shop.order.placed.v1",
    "ce-time": "2026-11-23T12:00:00Z",
    "content-type": "application/json",
}
POT = {
    "title": "Pot",
    "product_type": "Mug",
    "option_names": [],
    "variants": [{"sku": "POT", "option_values": [], "price_minor": 9_00, "on_hand": 2}],
}
GIFT = {"code": "GIFT", "names": {"en": "A gift", "fr": "Un cadeau"}, "kind": "free_shipping"}


def capture_that_fails(world: World) -> None:
    number = place(world, card="card_declined_at_capture")
    settle(world)
    ask_as_staff(world, "ship-order", SHIPMENT, f"number={number}")
    settle(world)
    listed = ask_as_staff(world, "list-dead-letters", method="GET").json["dead_letters"]
    ask_as_staff(world, "replay-dead-letter", None, f"id={listed[0]['id']}")
    settle(world)
    ask_as_staff(world, "replay-dead-letters", {"event_type": "shop.order.shipped.v1"})
    settle(world)
    assert state(world, number) == "shipped"


def refund_that_fails(world: World) -> None:
    """Its money comes back, and staff have the provider try again."""
    number = place(world, card="card_refund_fails")
    query = f"number={number}"
    settle(world)
    ask_as_staff(world, "ship-order", SHIPMENT, query)
    settle(world)
    amount = {"amount_minor": agreed_total((PRICE_MINOR, 1))["expected_total_minor"]}
    refund = ask_as_staff(world, "request-refund", REASON | amount, query, key="the key of the refund").json["id"]
    settle(world)
    _report_failure(world)
    settle(world)
    assert _refund_state(world, query) == _refund_state_at_provider(world)
    assert ask_as_staff(world, "list-disputes", None, "state=open", method="GET").json["disputes"] == []
    ask_as_staff(world, "resolve-refund", {}, f"{query}&id={refund}", key="the key of the decision")
    settle(world)
    assert (_refund_state(world, query), state(world, number)) == ("done", "refunded")
    ask_as_staff(world, "export-staff-actions", method="GET")
    _account_for(world)


def _account_for(world: World) -> None:
    """Checks that staff's pages and exports add up to the ledger."""
    day = timedelta(days=1)
    days = f"since={world.clock.now - day:%Y-%m-%d}&until={world.clock.now + day:%Y-%m-%d}"
    sales = ask_as_staff(world, "show-sales", None, days, method="GET").json
    assert (sales["orders"], sales["gross_minor"]) == (1, sales["refunded_minor"])
    customer = ask_as_staff(world, "show-customer", None, f"email={EMAIL}", method="GET").json
    assert customer["spent"][0]["spent_minor"] == sales["gross_minor"]
    for kind, column, amount in (
        ("orders", "gross", sales["gross_minor"]),
        ("payments", "amount", 0),
        ("vat", "gross", 0),
    ):
        file = ask_as_staff(world, "export-accounting", None, f"{days}&kind={kind}", method="GET").body
        rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
        assert sum(Decimal(row[column]) for row in rows) * 100 == amount, (kind, rows)


def _report_failure(world: World) -> None:
    """The provider repeats a webhook until it is answered; a kill may have lost the one that it sent by itself."""
    ((order_id,),) = world.query("SELECT merchant_reference FROM card_simulator.charges WHERE state = 'captured'")
    while not world.query("SELECT FROM payments.webhook_deliveries WHERE id = 'msg_again'"):
        world.post_webhook(("msg_again", "refund.failed", order_id))


def _refund_state(world: World, query: str) -> str:
    (refund,) = ask_as_staff(world, "show-payment", None, query, method="GET").json["refunds"]
    return str(refund["state"])


def _refund_state_at_provider(world: World) -> str:
    """A kill may have ended the provider before the money came back."""
    ((refunded,),) = world.query("SELECT refunded_minor FROM card_simulator.charges WHERE state = 'captured'")
    return "done" if refunded else "failed"


def forged_event(world: World) -> None:
    while True:
        try:
            world.functions.call("store-dead-letter", b"{}", FORGED, query="consumer=reserve-stock")
            break
        except ConnectionError:
            pass
    listed = ask_as_staff(world, "list-dead-letters", method="GET").json["dead_letters"]
    for letter in listed:
        ask_as_staff(world, "discard-dead-letter", {"reason": "forged"}, f"id={letter['id']}")


def products(world: World) -> None:
    ask_as_staff(world, "create-product", POT, key="the key of the product")
    ask_as_staff(world, "publish-product", None, "handle=pot")
    ask_as_staff(world, "change-product", {"title": "Tea pot"}, "handle=pot", method="PATCH")
    prices = {"prices": [{"sku": "POT", "price_minor": 8_00}]}
    ask_as_staff(world, "set-prices", prices, "handle=pot", method="PUT")
    for operation in ("list-products", "list-categories", "list-countries"):
        ask(world, operation, method="GET")
    ask(world, "get-product", None, "handle=pot", method="GET")
    ask(world, "render-page", None, "path=/products/pot", method="GET")
    ask(world, "render-sitemap", method="GET")
    ask_as_staff(world, "export-products", method="GET")
    ask_as_staff(world, "archive-product", None, "handle=pot")


def pictures(world: World) -> None:
    """A picture is uploaded, shown in the sizes that are made of it, and removed with all its files."""
    ask_as_staff(world, "create-product", POT, key="the key of the product")
    url = ask_as_staff(world, "upload-picture", a_picture(), "handle=pot").json["images"][0]["url"]
    settle(world)
    name = url.split("/")[3]
    for file in ("original.jpg", "320.webp"):
        ask(world, "read-picture", None, f"picture={name}&file={file}", method="GET")
    (upload,) = ask_as_staff(world, "get-product", None, "handle=pot", method="GET").json["uploads"]
    assert upload["state"] == "ready"
    ask_as_staff(world, "change-product", {"images": []}, "handle=pot", method="PATCH")
    settle(world)
    assert world.query("SELECT count(*) FROM catalog.pictures") == [(0,)]


def promotions(world: World) -> None:
    """A voucher is used by an order that is cancelled then, and ended."""
    promotion = ask_as_staff(world, "create-promotion", GIFT, key="the key of the promotion").json["id"]
    ask_as_staff(world, "change-promotion", GIFT | {"uses_max": 1}, f"id={promotion}", method="PUT")
    body = an_order_for("MUG", email=EMAIL, voucher_codes=["GIFT"], expected_total_minor=PRICE_MINOR)
    number = ask(world, "place-order", body, key="the key of the order").json["number"]
    settle(world)
    assert _uses(world) == 1
    ask(world, "cancel-order", {"email": EMAIL}, f"number={number}")
    settle(world)
    assert _uses(world) == 0
    ask_as_staff(world, "end-promotion", None, f"id={promotion}")
    ask_as_staff(world, "list-promotions", method="GET")


def _uses(world: World) -> int:
    ((uses,),) = world.query("SELECT uses FROM promotions.promotions WHERE code = 'GIFT'")
    return int(uses)


def stock(world: World) -> None:
    more = {"quantity": 2, "reason": "delivered"}
    ask_as_staff(world, "adjust-stock", more, "sku=MUG", key="the key of the delivery")
    ask_as_staff(world, "set-stock-policy", {"policy": "backorder"}, "sku=MUG", method="PUT")
    catalog = a_file(a_row())
    ask_as_staff(world, "preview-import", catalog)
    ask_as_staff(world, "import-products", catalog)
    settle(world)
    listed = ask_as_staff(world, "list-stock", method="GET").json["stock"]
    assert {item["sku"]: item["on_hand"] for item in listed}["MUG"] == 6
