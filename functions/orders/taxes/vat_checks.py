"""Checks VAT numbers, and signs the proof that a quote returns and the order includes.

The order's transaction makes no external call: it reads the proof, which the shop has signed.
"""

import base64
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from functions.orders.taxes.errors import VatCheckMissing
from functions.runtime.security.signatures import is_signed, sign
from functions.runtime.settings import NONE, Settings

PROOF_SECONDS_MAX = 24 * 60 * 60
# No other signature of the shop has this prefix.
_PURPOSE = b"vat-check "


@dataclass(frozen=True, slots=True)
class VatCheck:
    """`at` is in seconds since 1970."""

    by: str
    at: float
    consultation_number: str | None = None

    def stored(self) -> dict[str, str | None]:
        moment = datetime.fromtimestamp(self.at, UTC).isoformat(timespec="seconds")
        return {"by": self.by, "at": moment, "consultation_number": self.consultation_number}


def check_asked(vat_number: str, proof: str | None, known: Settings) -> str | None:
    """The proof that VIES knows the number: the given one, or else a new one. None if VIES is not configured.

    Raises VatNumberUnknown or VatCheckUnavailable.
    """
    if known.vies_requester == NONE:
        return None
    if proof is not None and _read(vat_number, proof, known.proof_keys) is not None:
        return proof
    # Imported here: most shops and most quotes never ask VIES.
    from functions.orders.taxes.vies import URL, confirmed_by_vies

    number = confirmed_by_vies(vat_number, known.vies_requester, known.vies_url or URL)
    return proof_of(vat_number, VatCheck("vies", time.time(), number), known.proof_keys)


def check_shown(vat_number: str, proof: str | None, known: Settings) -> VatCheck:
    """How the number of an order was checked; raises VatCheckMissing without a valid proof for this number."""
    if known.vies_requester == NONE:
        return VatCheck("form", time.time())
    check = _read(vat_number, proof, known.proof_keys) if proof is not None else None
    if check is None:
        raise VatCheckMissing("Ask for a quote with this VAT number, and order with its `vat_proof` within a day.")
    return check


def proof_of(vat_number: str, check: VatCheck, keys: Sequence[str]) -> str:
    payload = base64.urlsafe_b64encode(json.dumps({"number": vat_number, **asdict(check)}).encode())
    return f"{payload.decode()}.{sign(keys, _PURPOSE + payload)}"


def _read(vat_number: str, proof: str, keys: Sequence[str]) -> VatCheck | None:
    """The check in the proof; None if it is for another number, too old, or not signed by the shop."""
    payload, _, signature = proof.partition(".")
    if not is_signed(keys, _PURPOSE + payload.encode(), signature):
        return None
    read = json.loads(base64.urlsafe_b64decode(payload))
    if read.pop("number") != vat_number or read["at"] < time.time() - PROOF_SECONDS_MAX:
        return None
    return VatCheck(**read)
