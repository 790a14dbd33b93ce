"""Reads what the shop holds of an account's owner."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from db.models.identity import Account, KnownDevice, LoginSession, MailLink
from functions.identity.own_data.views import (
    ROWS_MAX,
    DeviceRecord,
    LinkRecord,
    MailRecord,
    OwnAccount,
    OwnData,
    SessionRecord,
)
from functions.identity.passkeys.passkeys import passkeys_of
from functions.identity.passkeys.views import OwnPasskey
from functions.identity.queries import mails_sent_to
from functions.runtime.database.unit_of_work import UnitOfWork


def own_data(shop: UnitOfWork, account: Account) -> OwnData:
    return OwnData(
        exported_at=shop.now,
        account=OwnAccount.of(account),
        sessions=[SessionRecord.model_validate(row) for row in _of(shop, account, LoginSession.started_at)],
        devices=[DeviceRecord.model_validate(row) for row in _of(shop, account, KnownDevice.last_log_in_at)],
        passkeys=[OwnPasskey.model_validate(each) for each in passkeys_of(shop.session, account.id)],
        mail_links=[LinkRecord.model_validate(row) for row in _of(shop, account, MailLink.requested_at)],
        mails=_mails(shop, account),
    )


def _of(shop: UnitOfWork, account: Account, at: InstrumentedAttribute[Any]) -> Sequence[Any]:
    """The account's rows in the table of this time, the newest first."""
    table = at.class_
    return shop.session.scalars(
        select(table).where(table.account_id == account.id).order_by(at.desc()).limit(ROWS_MAX)
    ).all()


def _mails(shop: UnitOfWork, account: Account) -> list[MailRecord]:
    # Anyone may have registered an address that is not confirmed: the mails to it are not theirs to know of.
    if account.email_confirmed_at is None:
        return []
    return [MailRecord.model_validate(row) for row in mails_sent_to(shop.session, account.email, ROWS_MAX)]
