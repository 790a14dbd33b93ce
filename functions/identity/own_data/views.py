"""Renders what the shop holds of an account's owner, apart from what other operations show them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from db.models.identity import LinkPurpose
from functions.identity.passkeys.rules import PASSKEYS_MAX
from functions.identity.passkeys.views import OwnPasskey
from functions.identity.views import ProfileView
from functions.runtime.http.replies import Reply

# Of each kind, the newest.
ROWS_MAX = 500


class OwnAccount(ProfileView):
    """`language` is the one in which mails are written, null for the shop's."""

    language: str | None
    second_factor_at: datetime | None


class SessionRecord(Reply):
    """A log-in, which may have ended; `used_at` is when it was refreshed last."""

    id: UUID
    device: str | None
    started_at: datetime
    used_at: datetime | None
    expires_at: datetime


class DeviceRecord(Reply):
    """A device by its name, empty if that is unknown; a log-in with another one is reported by mail."""

    device: str
    last_log_in_at: datetime


class LinkRecord(Reply):
    """A one-time link that was mailed, and where."""

    purpose: LinkPurpose
    email: str
    requested_at: datetime
    expires_at: datetime
    used_at: datetime | None


class MailRecord(Reply):
    """A mail that was sent to the account's address, such as `order-confirmation`; `about` is the id of its subject."""

    name: str
    about: str
    sent_at: datetime


class OwnData(Reply):
    """What is held of the account's owner by accounts and mails, of each list the newest.

    `mails` is empty until the address is confirmed: before that, somebody else may read them.
    """

    exported_at: datetime
    account: OwnAccount
    sessions: Annotated[list[SessionRecord], Field(max_length=ROWS_MAX)]
    devices: Annotated[list[DeviceRecord], Field(max_length=ROWS_MAX)]
    passkeys: Annotated[list[OwnPasskey], Field(max_length=PASSKEYS_MAX)]
    mail_links: Annotated[list[LinkRecord], Field(max_length=ROWS_MAX)]
    mails: Annotated[list[MailRecord], Field(max_length=ROWS_MAX)]
