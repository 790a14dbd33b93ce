"""Reads the operator's settings, `argocd/<environment>/shop/shop.yaml`, and reports their problems."""

from collections.abc import Iterator
from typing import Annotated

import yaml
from pydantic import AfterValidator, BeforeValidator, ConfigDict, ValidationError, ValidationInfo

from functions.runtime.settings import NONE
from ops import checked_yaml
from ops.production import destinations, payment_values, pictures, texts, values
from ops.production.periods import PeriodSettings
from ops.production.seller import SellerSettings

Set = BeforeValidator(values.is_set)


def _legal_text(text: str, about: ValidationInfo) -> str:
    """A text, or `none` in a language that the shop does not offer."""
    offered = about.data.get("languages", "").split(",")
    if text == NONE and str(about.field_name).rpartition("_")[2] not in offered:
        return text
    return texts.legal_text(text)


LegalText = Annotated[str, Set, AfterValidator(_legal_text)]


class ShopSettings(SellerSettings, PeriodSettings):
    """The settings of an environment; the comments in the file explain each."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    shop_name: Annotated[str, Set, AfterValidator(texts.name)]
    url: Annotated[str, Set, AfterValidator(values.origin)]
    tls_secret: Annotated[str, Set, AfterValidator(values.secret_name)]
    mail_from: Annotated[str, Set, AfterValidator(values.mailbox)]
    currency: Annotated[str, Set, AfterValidator(payment_values.currency)]
    languages: Annotated[str, Set, AfterValidator(values.languages)]
    payment_provider: Annotated[str, Set, AfterValidator(payment_values.payment_provider)]
    stripe_publishable_key: Annotated[str, Set, AfterValidator(payment_values.publishable_key)]
    stripe_stored_cards: Annotated[str, Set, AfterValidator(payment_values.stored_cards)]
    stripe_wallets: Annotated[str, Set, AfterValidator(payment_values.wallets)]
    vies_requester: Annotated[str, Set, AfterValidator(texts.vies_requester)]
    breached_passwords_url: Annotated[str, Set, AfterValidator(values.https_url_or_none)]
    picture_store: Annotated[str, Set, AfterValidator(pictures.picture_store)]
    picture_store_region: Annotated[str, Set, AfterValidator(pictures.region)]
    trusted_proxies: Annotated[str, Set, AfterValidator(values.networks)]
    alerts_mail_to: Annotated[str, Set, AfterValidator(values.mailboxes)]
    alerts_smtp_server: Annotated[str, Set, AfterValidator(values.mail_server)]
    alerts_smtp_user: Annotated[str, Set]
    alerts_watchdog_url: Annotated[str, Set, AfterValidator(values.https_url)]
    logs_kept: Annotated[str, Set, AfterValidator(values.days)]
    logs_to: Annotated[str, Set, AfterValidator(destinations.log_receiver)]
    traces_to: Annotated[str, Set, AfterValidator(destinations.span_receiver)]
    demo_data: Annotated[str, Set, AfterValidator(texts.demo_data)]
    legal_terms_en: LegalText
    legal_terms_fr: LegalText
    legal_terms_de: LegalText
    legal_privacy_en: LegalText
    legal_privacy_fr: LegalText
    legal_privacy_de: LegalText
    legal_imprint_en: LegalText
    legal_imprint_fr: LegalText
    legal_imprint_de: LegalText
    legal_withdrawal_en: LegalText
    legal_withdrawal_fr: LegalText
    legal_withdrawal_de: LegalText
    legal_shipping_en: LegalText
    legal_shipping_fr: LegalText
    legal_shipping_de: LegalText
    legal_contact_en: LegalText
    legal_contact_fr: LegalText
    legal_contact_de: LegalText

    @property
    def legal_texts(self) -> list[str]:
        """All of them, in every language."""
        return [text for name, text in self if name.startswith("legal_") and text != NONE]

    @property
    def host(self) -> str:
        return self.url.removeprefix("https://")

    @property
    def mail_domain(self) -> str:
        return self.mail_from.rstrip(">").rpartition("@")[2]


def without_money(settings: ShopSettings, environment: str) -> Iterator[str]:
    """One line if production would use a payment form that moves no money."""
    if environment == "production" and settings.stripe_publishable_key.startswith("pk_test_"):
        yield "`stripe_publishable_key` is of Stripe's test mode, in which no money moves; write that of live mode"


def too_long_together(settings: ShopSettings) -> Iterator[str]:
    """One line if the legal texts are too long for the manifest that has all of them."""
    characters = sum(len(text) for text in settings.legal_texts)
    if characters > texts.LEGAL_TEXTS_MAX:
        yield f"the legal texts have {characters} characters together; write at most {texts.LEGAL_TEXTS_MAX}"


def read(text: str) -> tuple[ShopSettings | None, list[str]]:
    """The settings if all are valid, else one line for each problem, with its line in the file."""
    try:
        document = checked_yaml.load(text)
    except yaml.YAMLError as wrong:
        return None, [" ".join(str(wrong).split())]
    if not isinstance(document, dict) or not isinstance(document.get("settings"), dict):
        return None, ["`settings:` is missing"]
    try:
        return ShopSettings.model_validate(document["settings"]), []
    except ValidationError as wrong:
        lines = checked_yaml.key_lines(text, "settings")
        places = [f"line {lines[key]}: " if (key := str(each["loc"][0])) in lines else "" for each in wrong.errors()]
        said = checked_yaml.problems(wrong, "setting", ShopSettings.model_fields)
        return None, [place + problem for place, problem in zip(places, said, strict=True)]
