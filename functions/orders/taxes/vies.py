"""Queries VIES, the EU's service for VAT numbers, over its REST interface."""

import json
from contextlib import closing
from typing import Any

from functions.orders.taxes.errors import ADVICE, VatCheckUnavailable, VatNumberUnknown
from functions.runtime.network.http_client import HttpClient
from functions.runtime.telemetry.context import log

URL = "https://ec.europa.eu/taxation_customs/vies/rest-api"
# Some member states take longer, but a shopper in the checkout does not wait for them.
ANSWER_SECONDS = 6.0
# VIES's code for a number without the format of its country.
_NO_NUMBER = "INVALID_INPUT"
_PROBLEM = "is not valid for trade between member states, says VIES"


def confirmed_by_vies(vat_number: str, requester: str, url: str, seconds_max: float = ANSWER_SECONDS) -> str | None:
    """The consultation number of the confirmation, None if there is none; `requester` is the shop's own VAT number.

    Raises VatNumberUnknown, or VatCheckUnavailable if VIES does not answer in time or cannot say.
    """
    asked = {
        **{"countryCode": vat_number[:2], "vatNumber": vat_number[2:]},
        **{"requesterMemberStateCode": requester[:2], "requesterNumber": requester[2:]},
    }
    answer = _answer(url, json.dumps(asked).encode(), seconds_max)
    refusals = [each.get("error") for each in answer.get("errorWrappers", ()) if isinstance(each, dict)]
    if answer.get("valid") is True and not refusals:
        number = answer.get("requestIdentifier")
        return number if isinstance(number, str) and number else None
    if answer.get("valid") is False or _NO_NUMBER in refusals:
        raise VatNumberUnknown.field("vat_number", _PROBLEM, ADVICE)
    raise _unavailable(str(refusals[0]) if refusals else "no verdict")


def _answer(url: str, body: bytes, seconds_max: float) -> dict[str, Any]:
    headers = {"content-type": "application/json", "accept": "application/json"}
    try:
        with closing(HttpClient(url, seconds_max)) as client:
            answer = json.loads(client.request("POST", "/check-vat-number", body, headers).body)
    except (OSError, ValueError) as failure:
        raise _unavailable(type(failure).__name__) from failure
    if not isinstance(answer, dict):
        raise _unavailable("no object")
    return answer


def _unavailable(reason: str) -> VatCheckUnavailable:
    log("VIES has not checked a VAT number", level="warning", reason=reason)
    return VatCheckUnavailable(
        "VIES, which confirms VAT numbers, cannot say now whether this one is valid. Nothing was ordered. Try again "
        "later, or order without the number; the price then includes VAT."
    )
