import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.catalog import rules
from functions.catalog.csv import amounts, cells
from functions.catalog.store.reductions import shown_compare_at
from functions.runtime.currencies import decimal
from functions.runtime.settings import settings
from tests.support.catalog_files import handles as handles_of_any_script

handles = handles_of_any_script()
options = st.lists(st.text(min_size=1, max_size=30), max_size=3)


class TestMadeSku:
    def test_names_the_handle_and_the_options(self) -> None:
        assert rules.generated_sku("wool-scarf", ["Dark Red", "XL"]) == "wool-scarf.dark-red.xl"
        assert rules.generated_sku("wool-scarf", []) == "wool-scarf"

    def test_distinguishes_products_whose_names_run_into_each_other(self) -> None:
        assert rules.generated_sku("shirt", ["blue", "small"]) != rules.generated_sku("shirt-blue", ["small"])

    def test_distinguishes_options_that_look_alike_as_a_slug(self) -> None:
        assert rules.generated_sku("ring", ["½"]) != rules.generated_sku("ring", ["¼"])
        assert rules.generated_sku("ring", ["7"]) != rules.generated_sku("ring", ["7+"])

    @given(handles, options)
    def test_always_fits_and_can_stand_in_a_path(self, handle: str, values: list[str]) -> None:
        made = rules.generated_sku(handle, values)
        assert 0 < len(made) <= rules.SKU_MAX
        assert "/" not in made
        assert made.isprintable()

    @given(handles, handles, options, options)
    def test_is_never_that_of_another_product(
        self, one: str, other: str, of_one: list[str], of_other: list[str]
    ) -> None:
        assert one == other or rules.generated_sku(one, of_one) != rules.generated_sku(other, of_other)


class TestCategory:
    @pytest.mark.parametrize(
        ("product_type", "product_category", "category"),
        [
            ("Bath & Body", "Home > Linens", "bath-body"),
            ("", "Apparel & Accessories > Clothing > Shirts & Tops", "shirts-tops"),
            ("", "Mugs", "mugs"),
            ("Café", "", "cafe"),
            ("お茶", "", "お茶"),
            ("", "", "other"),
            ("&&&", "", "other"),
        ],
    )
    def test_is_the_merchants_word_or_else_the_innermost_level(
        self, product_type: str, product_category: str, category: str
    ) -> None:
        assert rules.category(product_type, product_category) == category


class TestPrice:
    @given(st.integers(0, rules.PRICE_MINOR_MAX))
    def test_is_read_back_as_it_was_written(self, minor: int) -> None:
        assert amounts.price(decimal(minor, "EUR")) == minor

    @pytest.mark.parametrize(
        ("cell", "minor"),
        [
            ("60", 6000),
            ("0.1", 10),
            ("19.990", 1999),
            ("007.50", 750),
            ("12,50", 12_50),
            ("1,299.00", 1299_00),
            ("1.299,00", 1299_00),
            ("1\u202f299,5 €", 1299_50),
        ],
    )
    def test_is_exact(self, cell: str, minor: int) -> None:
        assert amounts.price(cell) == minor

    @pytest.mark.parametrize(
        "cell", ["", "-1", "1.999", "1,999", "$5", "5e3", "1.", ".5", "٣", "NaN", "1000000", "9" * 30, "1,2,3"]
    )
    def test_refuses_what_is_not_exactly_a_price(self, cell: str) -> None:
        with pytest.raises(ValueError, match=r"price|missing|more than|may be"):
            amounts.price(cell)

    @pytest.mark.parametrize(
        ("currency", "cell", "minor"),
        [("SEK", "12,50 kr", 12_50), ("JPY", "1200", 1200), ("JPY", "¥1200.00", 1200), ("JPY", "1200 JPY", 1200)],
    )
    def test_is_of_the_shops_currency(
        self, monkeypatch: pytest.MonkeyPatch, currency: str, cell: str, minor: int
    ) -> None:
        monkeypatch.setenv("SHOP_CURRENCY", currency)
        settings.cache_clear()
        found = amounts.price(cell)
        settings.cache_clear()
        assert found == minor

    @pytest.mark.parametrize(
        ("currency", "cell"), [("SEK", "12 €"), ("SEK", "12 EUR"), ("JPY", "12.50"), ("EUR", "12 kr")]
    )
    def test_refuses_one_of_another_currency(self, monkeypatch: pytest.MonkeyPatch, currency: str, cell: str) -> None:
        monkeypatch.setenv("SHOP_CURRENCY", currency)
        settings.cache_clear()
        with pytest.raises(ValueError, match=r"is not a price|is finer than a price in JPY can be"):
            amounts.price(cell)
        settings.cache_clear()

    def test_a_former_price_is_shown_only_where_it_was_higher(self) -> None:
        assert shown_compare_at(10_00, 12_00) == 12_00
        assert shown_compare_at(10_00, 10_00) is None
        assert shown_compare_at(10_00, None) is None


class TestInteger:
    @pytest.mark.parametrize(("cell", "number"), [("", None), ("0", 0), ("12", 12), ("7.0", 7), ("-3", -3)])
    def test_is_a_whole_number_or_empty(self, cell: str, number: int | None) -> None:
        assert amounts.integer(cell) == number

    @pytest.mark.parametrize("cell", ["1.5", "many", "1e3", "٣", "9" * 16])
    def test_refuses_what_cannot_be_on_a_shelf(self, cell: str) -> None:
        with pytest.raises(ValueError, match=r"is"):
            amounts.integer(cell)


class TestHandle:
    @pytest.mark.parametrize("handle", ["tea-pot", "เสื้อยืด", "साड़ी", "お茶", "Été_2024", "\u0645\u06cc\u200c\u062e"])
    def test_is_of_any_script(self, handle: str) -> None:
        assert rules.is_handle(handle)
        assert rules.slug(handle)

    @pytest.mark.parametrize("handle", ["", "-a", "two words", "a.b", "a/b", "e\u0301", "x" * 201, "\u0301a"])
    def test_is_nothing_else(self, handle: str) -> None:
        assert not rules.is_handle(handle)

    @given(st.text())
    def test_is_what_any_text_with_a_letter_or_digit_has_as_its_slug(self, text: str) -> None:
        slug = rules.slug(text)
        assert slug == "" or rules.is_handle(slug[: rules.HANDLE_MAX])
        assert slug or not any(map(str.isalnum, text))


class TestOwnSku:
    def test_has_the_options_that_tell_the_variants_apart(self) -> None:
        assert rules.own_sku("M12", ["38", "Dark Red"], {"M12"}) == "M12-38-dark-red"

    def test_is_not_one_that_is_taken(self) -> None:
        assert rules.own_sku("M12", ["38"], {"M12", "M12-38", "M12-38-2"}) == "M12-38-3"

    @given(st.text(min_size=1, max_size=rules.SKU_MAX), options.filter(bool))
    def test_always_fits(self, sku: str, values: list[str]) -> None:
        assert len(rules.own_sku(sku, values, {sku})) <= rules.SKU_MAX


class TestState:
    @pytest.mark.parametrize(
        ("status", "published", "state"),
        [
            ("", True, "published"),
            ("", False, "draft"),
            ("active", True, "published"),
            ("active", False, "draft"),
            ("draft", True, "draft"),
            ("Archived", True, "archived"),
            ("unlisted", True, "draft"),
        ],
    )
    def test_follows_from_what_shopify_says(self, status: str, published: bool, state: str) -> None:
        assert cells.state(status, published) == state


class TestPictureUrl:
    @pytest.mark.parametrize("url", ["/pictures/mug.svg", "https://cdn.example/a%20b@2x.jpg?v=1", "http://x.example/é"])
    def test_takes_paths_of_the_shop_and_web_addresses(self, url: str) -> None:
        assert cells.picture_url(url) == url

    @pytest.mark.parametrize(
        ("cell", "url"),
        [
            ("https://x.example/pot with lid.jpg", "https://x.example/pot%20with%20lid.jpg"),
            ("https://x.example/mum's.jpg", "https://x.example/mum%27s.jpg"),
            ('https://x"onload=', "https://x%22onload="),
            ("//cdn.example/a.jpg", "https://cdn.example/a.jpg"),
        ],
    )
    def test_encodes_what_no_address_has_and_completes_the_scheme(self, cell: str, url: str) -> None:
        assert cells.picture_url(cell) == url

    @pytest.mark.parametrize(
        "url", ["", "javascript:alert(1)", "/\\evil.example", "data:image/svg+xml,x", "x", "https://x/" + "y" * 2000]
    )
    def test_refuses_what_a_page_should_not_load(self, url: str) -> None:
        with pytest.raises(ValueError, match="address"):
            cells.picture_url(url)
