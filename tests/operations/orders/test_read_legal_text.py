from collections.abc import Iterator

import pytest

from functions.orders.legal.texts import LEGAL_TEXTS
from functions.runtime.languages import LANGUAGES
from functions.runtime.settings import settings
from tests.support.operations.shop import Shop


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[tuple[str, str], str]]:
    """What a merchant has written in shop.yaml, as the manifest has it."""
    written: dict[tuple[str, str], str] = {
        (name, language): f"# {name}\n\n{language}" for name in LEGAL_TEXTS for language in LANGUAGES
    }
    for (name, language), text in written.items():
        monkeypatch.setenv(f"LEGAL_{name}_{language}".upper(), text)
    settings.cache_clear()
    yield written
    settings.cache_clear()


class TestReadLegalText:
    def test_returns_each_text_in_each_language(self, shop: Shop, texts: dict[tuple[str, str], str]) -> None:
        for (name, language), text in texts.items():
            query = {"name": name, "language": language}
            assert shop.call("read-legal-text", method="GET", query=query).json == {**query, "text": text}

    def test_is_in_english_unless_asked_for_otherwise(self, shop: Shop, texts: dict[tuple[str, str], str]) -> None:
        found = shop.call("read-legal-text", method="GET", query={"name": "imprint"}).json
        assert (found["language"], found["text"]) == ("en", texts["imprint", "en"])

    def test_is_empty_in_a_language_that_the_operator_does_not_offer(
        self, shop: Shop, texts: dict[tuple[str, str], str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LEGAL_TERMS_FR", "none")
        settings.cache_clear()
        found = shop.call("read-legal-text", method="GET", query={"name": "terms", "language": "fr"})
        assert (found.status_code, found.json["text"]) == (200, "")

    def test_refuses_a_text_that_no_shop_has(self, shop: Shop) -> None:
        answer = shop.call("read-legal-text", method="GET", query={"name": "recipes"})
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "name")

    def test_may_be_cached_and_asked_for_again_by_its_tag(self, shop: Shop, texts: dict[tuple[str, str], str]) -> None:
        first = shop.call("read-legal-text", method="GET", query={"name": "terms"})
        assert first.headers["cache-control"].startswith("public")
        tag = {"if-none-match": first.headers["etag"]}
        again = shop.call("read-legal-text", method="GET", query={"name": "terms"}, headers=tag)
        assert (again.status_code, again.get_data()) == (304, b"")
