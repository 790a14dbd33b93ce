"""`make production-check`: what the operator's settings may be, and what is said of those that are wrong."""

import pytest

from db import retention
from functions.orders.legal import texts as legal_texts
from functions.runtime.languages import LANGUAGES
from ops.production.settings import read, too_long_together, without_money
from ops.production.texts import LEGAL_TEXT_MAX

TEXTS = [*legal_texts.LEFT_TO_OPERATOR.values()]
RIGHT = {
    "shop_name": "Merchant & Daughters",
    "url": "https://shop.merchant.com",
    "tls_secret": "shop-tls",
    "mail_from": "Merchant <orders@merchant.com>",
    "seller_name": "Merchant Ltd",
    "seller_street": "1 Long Lane",
    "seller_postal_code": "D01",
    "seller_city": "Dublin",
    "seller_country": "IE",
    "seller_vat_number": "IE6388047V",
    "seller_registration": "CRO 123456",
    "currency": "SEK",
    "languages": "fr,en",
    "payment_provider": "stripe",
    "stripe_publishable_key": "pk_live_51Habcdef",
    "stripe_stored_cards": "none",
    "stripe_wallets": "apple-google",
    "vies_requester": "FR61954506077",
    "breached_passwords_url": "https://passwords.merchant.com/range",
    "picture_store": "https://s3.eu-central-1.amazonaws.com/merchant-pictures",
    "picture_store_region": "eu-central-1",
    "trusted_proxies": "10.244.0.0/16,203.0.113.7/32",
    "alerts_mail_to": "on-call@provider.net, second@provider.net",
    "alerts_smtp_server": "smtp.provider.net:587",
    "alerts_smtp_user": "alerts",
    "alerts_watchdog_url": "https://hc-ping.com/3f1c",
    "logs_kept": "30d",
    "logs_to": "http://log-store.monitoring:9428/insert/opentelemetry/v1/logs",
    "traces_to": "none",
    "demo_data": "none",
    "sales_kept": "3653d",
    "guest_carts_kept": "30d",
    # The other periods have a value in Git.
    **{name: "365d" for name in retention.LEFT_TO_OPERATOR.values() if name not in ("sales_kept", "guest_carts_kept")},
    **dict.fromkeys(TEXTS, "Merchant Ltd, 1 Long Lane, Dublin, sells what is shown here."),
}

NO_ADDRESS = "has no address: it must be an address like name@example.org, in Latin letters before the @"
EXAMPLE = "is an example's; write a domain of your own"
NOT_AN_ORIGIN = "is not https:// and a host in lower case, and nothing else"
NOT_A_RECEIVER = (
    "is not http:// and a Service with its namespace, such as http://otel-collector.monitoring:4318, nor https://"
)
ONLY_LOCAL = "is for the local cluster only, since the demonstration's accounts are known: write none"
SECRET = "is a secret key: replace it at Stripe, since Git has it now, and write the publishable one"
NOT_A_BUCKET = (
    "is not none, nor https://, a host, and the bucket's name as path, such as https://s3.provider.com/pictures"
)
NO_REGION = "is not the name of a region, such as eu-central-1; stores without regions take us-east-1"
NOT_A_MAIL_SERVER = "is not host:port with port 465 or 587, which use TLS"


def text(**other: str | None) -> str:
    values = {key: value for key, value in (RIGHT | other).items() if value is not None}
    return "settings:\n" + "".join(f"  {key}: {value}\n" for key, value in values.items())


def test_takes_a_file_that_is_filled_in() -> None:
    settings, problems = read(text())

    assert problems == []
    assert settings is not None
    assert (settings.host, settings.mail_domain) == ("shop.merchant.com", "merchant.com")


@pytest.mark.parametrize("key", RIGHT)
@pytest.mark.parametrize(("written", "value"), [("unset", "unset"), ('""', "")])
def test_names_the_line_of_what_is_not_set(key: str, written: str, value: str) -> None:
    line = list(RIGHT).index(key) + 2

    assert read(text(**{key: written})) == (None, [f"line {line}: `{key}: {value}` is not set"])


@pytest.mark.parametrize("key", RIGHT)
def test_names_what_is_missing(key: str) -> None:
    assert read(text(**{key: None})) == (None, [f"`{key}` is missing"])


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("shop_name", "M" * 61, "is not a name of at most 60 characters"),
        ("seller_street", "a" * 101, "is not one line of at most 100 characters"),
        ("seller_country", "Ireland", "is not the code of a country, such as IE"),
        (
            "seller_vat_number",
            "6388047V",
            "is not a VAT number that begins with its country's letters, such as IE6388047V",
        ),
        ("legal_imprint_fr", "TODO", "has 4 characters; write 40 to 16000"),
        ("url", "http://shop.merchant.com", NOT_AN_ORIGIN),
        ("url", "https://shop.merchant.com/", NOT_AN_ORIGIN),
        ("url", "https://Shop.merchant.com", NOT_AN_ORIGIN),
        ("url", "https://shop.example.com", EXAMPLE),
        ("url", "https://localhost", EXAMPLE),
        ("url", "https://shop", "has no domain with a dot"),
        ("currency", "sek", "is not the code of a currency that is in use (ISO 4217), such as EUR"),
        ("currency", "DEM", "is not the code of a currency that is in use (ISO 4217), such as EUR"),
        ("currency", "ISK", "cannot be charged: Stripe counts its minor units otherwise than the shop"),
        ("currency", "KWD", "cannot be charged: Stripe counts its minor units otherwise than the shop"),
        ("languages", "fr,it", "has 'it', in which the shop has no sentences; there are en, fr, de"),
        ("languages", "fr, en", "has ' en', in which the shop has no sentences; there are en, fr, de"),
        ("languages", "fr,fr", "has a language twice"),
        ("legal_terms_en", "none", "has 4 characters; write 40 to 16000"),
        ("payment_provider", "simulator", "is not a provider that takes payments: stripe"),
        ("stripe_publishable_key", "51Habcdefghijk", "is not a publishable key of Stripe's, such as pk_live_51H…"),
        ("stripe_publishable_key", "sk_live_51Habcdef", SECRET),
        ("stripe_stored_cards", "asked", "must be one of none, offered"),
        ("stripe_wallets", "paypal", "must be one of none, apple-google, apple-google-link"),
        ("breached_passwords_url", "http://passwords.merchant.com", "is not an address that begins with https://"),
        ("vies_requester", "FR61954506078", "is no VAT number of a member state, such as FR61954506077, and not none"),
        ("picture_store", "https://s3.provider.net", NOT_A_BUCKET),
        ("picture_store", "https://s3.provider.net/a/b", NOT_A_BUCKET),
        ("picture_store", "http://s3.provider.net/pictures", NOT_A_BUCKET),
        ("picture_store", "https://s3.provider.net:9000/pictures", NOT_A_BUCKET),
        ("picture_store", "https://key:secret@s3.provider.net/pictures", NOT_A_BUCKET),
        ("picture_store", "https://s3.example.org/pictures", EXAMPLE),
        ("picture_store_region", "EU (Frankfurt)", NO_REGION),
        ("vies_requester", "FR 61954506077", "is no VAT number of a member state, such as FR61954506077, and not none"),
        ("logs_kept", "30h", "is not a number of days, such as 30d"),
        ("logs_kept", "0d", "is not a number of days, such as 30d"),
        ("sales_kept", "10y", "is not a number of days, such as 30d"),
        ("guest_carts_kept", "30", "is not text; put it in quotes"),
        ("sales_kept", "729d", "is less than 730d: a seller answers for two years for what it delivered (EU 2019/771)"),
        ("revocations_kept", "0d", "is not a number of days, such as 30d"),
        ("logs_to", "none", NOT_A_RECEIVER),
        ("logs_to", "https://logs.merchant.com", "has no path, such as /v1/logs of a collector"),
        ("logs_to", "http://logs.merchant.com/v1/logs", NOT_A_RECEIVER),
        ("logs_to", "https://logs.merchant.com:4318/v1/logs", NOT_A_RECEIVER),
        ("traces_to", "https://traces.example.com", EXAMPLE),
        ("traces_to", "https://traces.merchant.com/v1/traces", "has a path: functions add /v1/traces themselves"),
        ("traces_to", "http://collector.monitoring", "has not the port 4318, the only one that functions may reach"),
        ("traces_to", "collector.monitoring:4318", NOT_A_RECEIVER),
        ("demo_data", "sample", ONLY_LOCAL),
        ("tls_secret", "Shop_TLS", "is not the name of a Secret, such as shop-tls"),
        ("mail_from", "Merchant", NO_ADDRESS),
        ("mail_from", "CloudShop <shop@cloudshop.example>", EXAMPLE),
        ("trusted_proxies", "10.244.0.0/33", "has 10.244.0.0/33, which is not a network such as 10.244.0.0/16"),
        ("trusted_proxies", "10.1.0.1 10.2.0.1", "has 10.1.0.1 10.2.0.1, which is not a network such as 10.244.0.0/16"),
        ("trusted_proxies", "10.0.0.0/8", "has 10.0.0.0/8; name the proxies' own networks, which are smaller"),
        ("trusted_proxies", "::/0", "has ::/0; name the proxies' own networks, which are smaller"),
        ("alerts_mail_to", "on-call@provider.net, me@example.org", EXAMPLE),
        ("alerts_smtp_server", "smtp.provider.net", NOT_A_MAIL_SERVER),
        ("alerts_smtp_server", "smtp.provider.net:25", NOT_A_MAIL_SERVER),
        ("alerts_watchdog_url", "http://hc-ping.com/3f1c", "is not an address that begins with https://"),
    ],
)  # fmt: skip
def test_says_what_is_wrong(key: str, value: str, said: str) -> None:
    assert read(text(**{key: value}))[1] == [f"line {list(RIGHT).index(key) + 2}: `{key}: {value}` {said}"]


def test_asks_for_no_text_in_a_language_that_the_shop_does_not_offer() -> None:
    others = {setting: "none" for setting in TEXTS if not setting.endswith("_en")}
    assert read(text(languages="en", **others))[1] == []
    assert len(read(text(languages=",".join(LANGUAGES), **others))[1]) == len(others)


def test_legal_texts_are_together_as_long_as_a_manifest_may_be() -> None:
    longest = "." * LEGAL_TEXT_MAX
    in_two = {setting: "none" if setting.endswith("_de") else longest for setting in TEXTS}
    settings, _ = read(text(languages="en,fr", **in_two))
    assert settings is not None
    assert [*too_long_together(settings)] == []
    settings, _ = read(text(languages="en,fr,de", **dict.fromkeys(TEXTS, longest)))
    assert settings is not None
    assert [*too_long_together(settings)] == ["the legal texts have 288000 characters together; write at most 192000"]


@pytest.mark.parametrize("setting", retention.LEFT_TO_OPERATOR.values())
def test_a_period_that_is_too_short_is_refused_with_the_reason(setting: str) -> None:
    least, why = retention.AT_LEAST[setting.upper()]
    assert read(text(**{setting: f"{least}d"}))[1] == []
    if least > 1:
        (problem,) = read(text(**{setting: f"{least - 1}d"}))[1]
        assert problem.endswith(f"is less than {least}d: {why}")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("traces_to", "http://otel-collector.monitoring:4318"),
        ("traces_to", "http://collector.tracing.svc.cluster.local:4318/"),
        ("traces_to", "https://traces.merchant.com"),
        ("logs_to", "https://logs.merchant.com/v1/logs"),
    ],
)
def test_takes_a_receiver_inside_and_outside_of_the_cluster(setting: str, value: str) -> None:
    assert read(text(**{setting: value}))[1] == []


def test_a_key_of_the_test_mode_is_for_staging() -> None:
    settings, problems = read(text(stripe_publishable_key="pk_test_51Habcdef"))

    assert problems == []
    assert settings is not None
    assert [*without_money(settings, "staging")] == []
    (problem,) = without_money(settings, "production")
    assert "no money moves" in problem


def test_takes_texts_of_many_lines_and_shows_the_first_of_one_that_is_wrong() -> None:
    lines = "|\n    # Who sells\n\n    Merchant Ltd, 1 Long Lane, Dublin, sells what is shown here."
    assert read(text(legal_contact_de=lines))[1] == []
    number = len(RIGHT) + 1
    (problem,) = read(text(legal_contact_de=lines + "." * LEGAL_TEXT_MAX))[1]
    assert problem.startswith(f"line {number}: `legal_contact_de: # Who sells …` has 16")


def test_suggests_the_setting_that_was_meant() -> None:
    assert read(text(mail_form="a@merchant.com"))[1] == [
        f"line {len(RIGHT) + 2}: there is no setting `mail_form`; did you mean `mail_from`?"
    ]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("", "`settings:` is missing"),
        ("settings: 3", "`settings:` is missing"),
        ("settings:\n  url: a\n  url: b\n", "`url` occurs twice"),
    ],
)
def test_takes_no_other_file(broken: str, said: str) -> None:
    settings, (problem,) = read(broken)

    assert settings is None
    assert said in problem
