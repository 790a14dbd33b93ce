from uuid import uuid4

from sqlalchemy import delete, update

from db.models.cart import CartItem
from db.models.catalog import Image, Product, Variant
from db.models.inventory import Stock
from functions.runtime.callers import CART_TOKEN_LENGTH_MAX
from tests.support.factories import a_product
from tests.support.operations.carts import holding, put, read
from tests.support.operations.shop import Shop


class TestReadCart:
    def test_is_empty_for_a_shopper_without_one(self, shop: Shop) -> None:
        cart = read(shop).json
        assert cart == {"cart_id": None, "cart_token": None, "items": [], "subtotal_minor": 0, "currency": None}
        assert read(shop, **holding("made-up")).json == cart

    def test_refuses_a_token_that_is_longer_than_any(self, shop: Shop) -> None:
        assert read(shop, **holding("x" * CART_TOKEN_LENGTH_MAX)).status_code == 200
        assert read(shop, **holding("x" * (CART_TOKEN_LENGTH_MAX + 1))).status_code == 400

    def test_shows_what_was_put_in_and_how_it_looks(self, shop: Shop) -> None:
        product = a_product(shop.session, title="Mug")
        shop.session.add_all(
            Image(product_id=product.id, position=position, url=f"/mug-{position}.svg", alternative_text="")
            for position in (2, 1)
        )
        shop.session.get_one(Variant, "MUG-1").option_values = ["Large", "Blue"]
        shop.session.commit()
        (item,) = put(shop, quantity=2).json["items"]
        assert item == {
            "sku": "MUG-1",
            "title": "Mug",
            "handle": "mug-1",
            "picture_url": "/mug-1.svg",
            "option_values": ["Large", "Blue"],
            "quantity": 2,
            "unit_price_minor": 12_50,
            "line_total_minor": 25_00,
            "available": True,
            "problem": None,
            "in_stock": None,
            "quantity_max": 10,
        }

    def test_follows_the_price_and_the_stock(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=5)
        token = put(shop, quantity=4).json["cart_token"]
        shop.session.get_one(Variant, "MUG-1").price_minor = 20_00
        shop.session.get_one(Stock, "MUG-1").reserved = 3
        shop.session.commit()
        cart = read(shop, **holding(token)).json
        assert cart["subtotal_minor"] == 80_00
        assert [
            (item["available"], item["problem"], item["in_stock"], item["quantity_max"]) for item in cart["items"]
        ] == [(False, "too_few", 2, 2)]

    def test_shows_a_product_that_is_no_longer_for_sale_without_its_price(self, shop: Shop) -> None:
        product = a_product(shop.session, "OLD", title="Old mug")
        a_product(shop.session, "NEW", price_minor=5_00)
        token = put(shop, "OLD").json["cart_token"]
        put(shop, "NEW", **holding(token))
        shop.session.get_one(Product, product.id).state = "archived"
        shop.session.commit()
        cart = read(shop, **holding(token)).json
        (old,) = [item for item in cart["items"] if item["sku"] == "OLD"]
        assert (old["title"], old["available"], old["unit_price_minor"]) == ("Old mug", False, None)
        assert (old["problem"], old["quantity_max"]) == ("not_for_sale", 0)
        assert (cart["subtotal_minor"], cart["currency"]) == (5_00, "EUR")

    def test_shows_an_item_whose_product_is_gone_altogether(self, shop: Shop) -> None:
        a_product(shop.session, "OLD", title="Old mug")
        token = put(shop, "OLD").json["cart_token"]
        shop.session.execute(delete(Variant).where(Variant.sku == "OLD"))
        shop.session.commit()
        (item,) = read(shop, **holding(token)).json["items"]
        assert (item["sku"], item["title"], item["handle"], item["available"]) == ("OLD", "Old mug", None, False)

    def test_shows_no_title_of_what_was_put_in_before_titles_were_kept(self, shop: Shop) -> None:
        a_product(shop.session, "OLD")
        token = put(shop, "OLD").json["cart_token"]
        shop.session.execute(delete(Variant).where(Variant.sku == "OLD"))
        shop.session.execute(update(CartItem).values(title=""))
        shop.session.commit()
        assert [item["title"] for item in read(shop, **holding(token)).json["items"]] == [""]

    def test_refuses_a_question_it_does_not_know(self, shop: Shop) -> None:
        assert shop.call("read-cart", method="GET", query={"cart_id": str(uuid4())}).status_code == 422
