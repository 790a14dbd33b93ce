"""Every list of languages has all the shop's languages, and every text says the same in each."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml
from babel.core import Locale

from codegen.operations import ROOT
from functions.runtime.languages import LANGUAGES
from functions.runtime.texts import texts_in

# The modules beside which there are texts.
READERS = sorted(folder.parent for folder in (ROOT / "functions").rglob("texts") if folder.is_dir())
READ = [str(folder / "wording.py") for folder in READERS]
NAMED = ("demo/shipping/shipping.yaml",)


def texts(language: str, module: str) -> dict[str, Any]:
    """Every text by its section, if it has one, and its name."""
    found: dict[str, Any] = {}
    for name, text in texts_in(language, module).items():
        section = text if isinstance(text, dict) else {"": text}
        found |= {f"{name}.{each}".rstrip("."): form for each, form in section.items()}
    return found


def placeholders(text: Any) -> set[frozenset[str]]:
    """The values of each form of the text, once."""
    forms = [text] if isinstance(text, str) else text.values()
    return {frozenset(name for _, name, _, _ in Formatter().parse(form) if name is not None) for form in forms}


def names_in(content: Any) -> Iterator[dict[str, str]]:
    """Every `names` of a file, by language."""
    for each in content if isinstance(content, list) else [*content.values()] if isinstance(content, dict) else []:
        yield from names_in(each)
    if isinstance(content, dict) and "names" in content:
        yield content["names"]


def test_there_are_texts_of_mails_of_invoices_and_of_pages() -> None:
    assert [str(folder.relative_to(ROOT / "functions")) for folder in READERS] == [
        "catalog/pages",
        "invoices/rendering",
        "notifications/mail",
    ]


@pytest.mark.parametrize("module", READ)
def test_there_are_texts_in_every_language_and_no_other(module: str) -> None:
    assert {path.name for path in Path(module).with_name("texts").iterdir()} == {f"{each}.json" for each in LANGUAGES}


@pytest.mark.parametrize("module", READ)
@pytest.mark.parametrize("language", LANGUAGES)
class TestTexts:
    def test_have_the_names_and_values_of_the_english_ones(self, language: str, module: str) -> None:
        english = {name: placeholders(text) for name, text in texts("en", module).items()}
        found = {name: placeholders(text) for name, text in texts(language, module).items()}
        assert found == english
        assert [*found] == [*english], "in the same order, so that translators find them"

    def test_have_the_plural_forms_of_their_language(self, language: str, module: str) -> None:
        # Of whole numbers below a million: French has a form of its own for those.
        forms = {Locale.parse(language).plural_form(count) for count in range(1000)}
        plurals = {name: set(text) for name, text in texts(language, module).items() if not isinstance(text, str)}
        assert {name: found for name, found in plurals.items() if not forms <= found} == {}

    def test_have_a_locale_of_their_language(self, language: str, module: str) -> None:
        locale = texts_in(language, module).get("locale", language)
        assert Locale.parse(locale).language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_and_dates_of_a_language_are_in_the_image(language: str) -> None:
    kept = re.findall(r"! -name '(\w+)\*\.dat'", (ROOT / "functions/Dockerfile").read_text())
    assert {language, "root"} <= set(kept)


def test_nginx_knows_the_languages_of_rendered_pages() -> None:
    patterns = dict(re.findall(r'"~\*\^(\(.*)" (\w\w);', (ROOT / "frontend/nginx.conf").read_text()))
    found = {language: pattern for pattern, language in patterns.items()}
    assert set(found) == set(LANGUAGES)
    for language, pattern in found.items():
        (others,) = re.findall(r"\(\?!\\s\*\((.*?)\)\)", pattern)
        assert {language, *others.split("|")} == set(LANGUAGES)


@pytest.mark.parametrize("file", NAMED)
def test_what_the_demo_shop_names_has_a_name_in_every_language(file: str) -> None:
    names = [*names_in(yaml.safe_load((ROOT / file).read_text()))]
    assert names
    assert [each for each in names if set(each) != set(LANGUAGES)] == []
