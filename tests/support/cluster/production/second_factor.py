"""Gives production's staff a second factor: an authenticator app, whose code their session presents."""

import base64
from datetime import UTC, datetime
from typing import Any

from functions.identity.factors.totp import code_at, step_at
from tests.support.cluster.production.shop import ProductionShop


def present_second_factor(production: ProductionShop, session: dict[str, Any], password: str) -> str:
    """Enrols an app of the session's owner and presents its code; the access token of the session after that."""
    with production.client(session["access_token"]) as client:
        enrolment = client.post("/api/me/second-factor", json={"password": password})
        assert enrolment.status_code == 200, enrolment.text
        secret = enrolment.json()["secret"]
        code = code_at(base64.b32decode(secret + "=" * (-len(secret) % 8)), step_at(datetime.now(UTC)))
        presented = client.post("/api/me/second-factor/codes", json={"code": code})
        assert presented.status_code == 200, presented.text
        renewed = client.post("/api/sessions/refresh", json={"refresh_token": session["refresh_token"]})
        assert renewed.status_code == 200, renewed.text
    return str(renewed.json()["access_token"])
