"""GET /api/card-simulator/payments/{charge_id} — the card simulator's page, where a shopper pays with a test card."""

from functions.payments.card_simulator.own_sessions import Sessions, own_sessions
from functions.payments.card_simulator.pages import card_page, closed_page
from functions.payments.card_simulator.shopper_payments import charge_of_page
from functions.payments.card_simulator.submissions import ChargeId, ReturnPath, Secret
from functions.payments.errors import SimulatedPaymentUnknown
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.http.html_pages import HtmlPage
from functions.runtime.http.requests import Request


class ShowCardPage(Request):
    """`return_to` is the path of the shop that the page leads back to."""

    charge_id: ChargeId
    secret: Secret
    return_to: ReturnPath = "/"


@http_operation(errors=(SimulatedPaymentUnknown,), network_sessions=own_sessions)
def show_card_page(query: ShowCardPage, *, network_sessions: Sessions) -> HtmlPage:
    with network_sessions() as session, session.begin():
        charge = charge_of_page(session, query.charge_id, query.secret)
        sent = query.model_dump()
        return card_page(charge, sent) if charge.state == "open" else closed_page(sent)
