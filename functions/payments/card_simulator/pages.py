"""Renders the card simulator's pages: the choice of a card, its challenge, and the way back to the shop."""

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from db.models.card_simulator import Charge
from functions.runtime.http.html_pages import HtmlPage, html_page

PATH = "/api/card-simulator/payments"
CARDS: Mapping[str, str] = MappingProxyType(
    {
        "card_ok": "A card that works",
        "card_challenge": "A card whose bank asks for a challenge",
        "card_declined": "A card that is declined",
        "card_insufficient_funds": "A card with insufficient funds",
        "card_declined_at_capture": "A card that is declined when the order is shipped",
        "card_captured_by_half": "A card of which half is captured when the order is shipped",
        "card_capture_reported_first": "A card whose authorisation is reported after its capture",
        "card_slow": "A card whose capture takes two seconds",
        "card_timeout_after_success": "A card that is captured without an answer in time",
        "card_with_fee": "A card that costs the shop a fee",
        "card_refund_refused": "A card that takes no refund",
        "card_refund_fails": "A card whose first refund fails later",
        "card_disputed": "A card whose bank disputes the payment after the capture",
        "card_dispute_won": "A card whose dispute the shop wins",
        "card_dispute_lost": "A card whose dispute the shop loses",
        "card_dispute_asked": "A card whose bank asks first, and then disputes the payment",
        "card_dispute_end_reported_first": "A card whose lost dispute is reported as closed, then as opened",
    }
)
WEBHOOKS: Mapping[str, str] = MappingProxyType(
    {
        "once": "arrives",
        "twice": "arrives twice",
        "late": "arrives late",
        "disordered": "arrives before one about an earlier card",
        "lost": "is lost",
    }
)
CHALLENGE: Mapping[str, str] = MappingProxyType(
    {"passed": "Pass the challenge", "failed": "Fail the challenge", "abandoned": "Leave without an answer"}
)
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:#f6f5f2;color:#1c1b19}"
    "main{max-width:30rem;margin:2rem auto;padding:1.5rem;background:#fff;border-radius:.5rem}"
    "h1{font-size:1.4rem}fieldset{border:0;padding:0;margin:0 0 1rem}legend{font-weight:600}"
    "label{display:block;padding:.25rem 0}"
    "button{display:block;width:100%;margin:.5rem 0;padding:.7rem;font:inherit;color:#fff;background:#1f4d3a;"
    "border:0;border-radius:.3rem}a{color:#1f4d3a}"
)


def card_page(charge: Charge, sent: Mapping[str, str]) -> HtmlPage:
    """Offers the test cards; also says why the last one was declined."""
    declined = f'<p role="alert">Declined: {escape(charge.decline_code)}</p>' if charge.decline_code else ""
    cards = "".join(_radio("card", name, text, name == "card_ok") for name, text in CARDS.items())
    webhooks = "".join(_radio("webhook", name, text, name == "once") for name, text in WEBHOOKS.items())
    return _page(
        f"<p>No real card is charged. {_amount(charge)}</p>{declined}"
        + _form(
            sent,
            f"<fieldset><legend>Pay with</legend>{cards}</fieldset>"
            f"<fieldset><legend>The webhook</legend>{webhooks}</fieldset><button>Pay</button>",
        )
        + _way_back(sent)
    )


def challenge_page(charge: Charge, sent: Mapping[str, str]) -> HtmlPage:
    """Shows the challenge by which the bank authenticates the cardholder."""
    answers = "".join(f'<button name="challenge" value="{name}">{text}</button>' for name, text in CHALLENGE.items())
    return _page(f"<p>Your bank asks whether it is you. {_amount(charge)}</p>" + _form(sent, answers))


def closed_page(sent: Mapping[str, str]) -> HtmlPage:
    """Says that nothing is left to pay."""
    return _page("<p>This payment is closed.</p>" + _way_back(sent))


def done_page(sent: Mapping[str, str]) -> HtmlPage:
    """Leads back to the shop at once."""
    back = escape(sent["return_to"])
    return _page(f'<meta http-equiv="refresh" content="0; url={back}"><p>Back to the shop …</p>' + _way_back(sent))


def _page(body: str) -> HtmlPage:
    return html_page("Card simulator", _STYLE, body)


def _form(sent: Mapping[str, str], fields: str) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in sent.items() if value
    )
    return f'<form method="post" action="{PATH}">{hidden}{fields}</form>'


def _radio(group: str, name: str, text: str, is_checked: bool) -> str:
    checked = " checked" if is_checked else ""
    return f'<label><input type="radio" name="{group}" value="{name}"{checked}> {text}</label>'


def _amount(charge: Charge) -> str:
    return f"To pay: {charge.amount_minor} minor units of {escape(charge.currency)}."


def _way_back(sent: Mapping[str, str]) -> str:
    return f'<p><a href="{escape(sent["return_to"])}">Back to the shop</a></p>'
