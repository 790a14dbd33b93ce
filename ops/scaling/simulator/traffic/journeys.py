"""Describes the journeys of the demo shop's shoppers and staff: the operations that each page calls, and the pauses.

The pages are those of `frontend/src`. Shares, pauses and the day's curve are assumptions and not measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A page, or a click on one: it calls these operations at once, `pause_seconds` after the previous step on average.
    If it sends a form, the web shop announced the calls when the form opened (`frontend/src/api/usePrewarm.ts`);
    before a click, it announces them `approach_seconds` ahead, on average. A shopper on this page may also trigger the
    announcement of the operation that it `tempts` to, without calling it.
    """

    operations: tuple[str, ...]
    pause_seconds: float = 15.0
    repeats_max: int = 1
    is_form: bool = False
    approach_seconds: float = 0.0
    tempts: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    name: str
    share: float
    steps: tuple[Step, ...]


HOME = Step(("render-page", "list-products", "list-categories", "read-shop-rules"), 0.0)
SEARCH = Step(("list-products",), 12.0, repeats_max=3)
PRODUCT = Step(("get-product",), 20.0, repeats_max=4, tempts="put-cart-item")
FILL_CART = Step(("put-cart-item",), 25.0, repeats_max=2, approach_seconds=4.0)
CART = Step(("read-cart", "list-countries"), 6.0)
CHECKOUT = Step(("read-cart", "quote-order"), 10.0)
# The checkout says that the order can be placed now; the shopper then reads what it costs.
PLACE = Step(("place-order",), 60.0, approach_seconds=8.0)
ORDER = (SEARCH, PRODUCT, FILL_CART, CART, CHECKOUT, PLACE)
WATCH_ORDER = Step(("get-order",), 2.0, repeats_max=5)
WATCH_ORDER_AS_GUEST = Step(("look-up-order",), 2.0, repeats_max=5)
# At the provider, whose page is the card simulator's in the demo shop, and back.
AT_PROVIDER = (
    Step(("open-payment",), 4.0),
    Step(("show-card-page",), 1.0),
    Step(("pay-by-test-card",), 20.0),
    Step(("open-payment",), 1.0),
)
SHIP = Step(("ship-order",), 40.0, repeats_max=6, is_form=True)
COUNT = Step(("adjust-stock",), 45.0, repeats_max=4, is_form=True)
LOG_IN = Step(("log-in",), 20.0, is_form=True)
LOGGED_IN = Step(("read-profile", "read-cart"), 0.5)

SHOPPERS = (
    Journey("leaves at once", 0.35, (HOME,)),
    Journey("looks around", 0.38, (HOME, SEARCH, PRODUCT)),
    Journey("fills a cart and goes", 0.13, (HOME, SEARCH, PRODUCT, FILL_CART, CART)),
    Journey(
        "buys as a guest",
        0.05,
        (HOME, *ORDER, WATCH_ORDER_AS_GUEST, *AT_PROVIDER, WATCH_ORDER_AS_GUEST),
    ),
    Journey(
        "buys signed in",
        0.03,
        (HOME, LOG_IN, LOGGED_IN, *ORDER, WATCH_ORDER, *AT_PROVIDER, WATCH_ORDER),
    ),
    Journey("registers", 0.01, (HOME, Step(("register-account",), 60.0, is_form=True), LOG_IN, LOGGED_IN, PRODUCT)),
    Journey("asks for an order", 0.03, (Step(("look-up-order",), 20.0, is_form=True), Step(("look-up-order",), 30.0))),
    Journey(
        "reads own orders", 0.02, (HOME, LOG_IN, LOGGED_IN, Step(("list-orders",), 8.0), Step(("get-order",), 8.0))
    ),
)

STAFF = (
    Journey("ships orders", 0.6, (LOG_IN, LOGGED_IN, Step(("list-orders-by-state",), 8.0), SHIP)),
    Journey("counts stock", 0.25, (LOG_IN, LOGGED_IN, Step(("list-stock",), 8.0), COUNT)),
    Journey("looks after products", 0.1, (LOG_IN, LOGGED_IN, SEARCH, Step(("change-product",), 90.0, 2))),
    Journey(
        "refunds", 0.05, (LOG_IN, LOGGED_IN, Step(("list-orders-by-state",), 8.0), Step(("request-refund",), 60.0))
    ),
)

# The number of different lists and products that shoppers view: some are viewed by most, most by few.
PAGES_VIEWED = {"list-products": 40, "get-product": 200}

# The share of a day's shoppers in each hour.
NIGHT, MORNING = (0.4, 0.2, 0.1, 0.1, 0.1, 0.3), (1.0, 2.2, 3.4, 4.4, 5.2, 5.8)
AFTERNOON, EVENING = (6.4, 6.0, 5.6, 5.4, 5.6, 6.2), (7.4, 9.0, 9.6, 8.0, 5.0, 2.6)
DAY = NIGHT + MORNING + AFTERNOON + EVENING
WORKING_HOURS = (0.0,) * 8 + (1.5, 1.5, 1.0, 1.0, 0.5, 1.0, 1.0, 1.0, 1.0, 0.5) + (0.0,) * 6
