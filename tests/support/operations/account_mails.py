"""The mails about accounts, as their readers find them: the events that ask for them, and what is in the mailbox."""

import re
from email import message_from_string, policy
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select

from db.models.messaging import OutboxEvent
from eventing.events.accounts import AccountMailRequested
from functions.runtime.security.link_tokens import link_token
from tests.support.operations.shop import LINK_KEY, Shop


def requested_mails(shop: Shop) -> list[tuple[str, str | None]]:
    """Kind and recipient of every mail that was asked for, oldest first."""
    return [(mail["kind"], mail["recipient"]) for mail in _announced(shop)]


def languages(shop: Shop) -> list[tuple[str, str | None]]:
    """Kind and language of every mail that was asked for, oldest first."""
    return [(mail["kind"], mail["language"]) for mail in _announced(shop)]


def newest_token(shop: Shop) -> str:
    """The token of the link that was requested last, as its mail has it."""
    return link_token(LINK_KEY, UUID(_announced(shop)[-1]["mail_id"]))


def token_of(shop: Shop, kind: str) -> str:
    """The token of the newest link of this kind."""
    *_, newest = (mail for mail in _announced(shop) if mail["kind"] == kind)
    return link_token(LINK_KEY, UUID(newest["mail_id"]))


def link_in(text: str) -> tuple[str, str]:
    """The path of the link in the text of a mail, and the token after it."""
    found = re.search(r"https?://\S+", text)
    assert found is not None, text
    url = urlsplit(found.group())
    return url.path, url.fragment


def content(mail: str) -> str:
    """The text of a mail, as a mail program shows it."""
    body = message_from_string(mail, policy=policy.default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def request_reset(shop: Shop, email: str) -> Any:
    return shop.call("request-password-reset", {"email": email})


def _announced(shop: Shop) -> list[dict[str, Any]]:
    """In their order: the keys of the outbox grow, while several events may have one time."""
    query = select(OutboxEvent.data).where(OutboxEvent.type == AccountMailRequested.TYPE).order_by(OutboxEvent.id)
    return list(shop.session.scalars(query))
