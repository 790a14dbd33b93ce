"""Finds entries of the activity log, and the names of their actors."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import Session

from db.models.identity import Account
from db.models.messaging import StaffAction, StaffActionName
from functions.messaging.errors import ActivityTooLarge
from functions.runtime.fields import KnownEmail, ShortText, Time
from functions.runtime.http.requests import Request

EXPORTED_MAX = 10_000


class ActivityFilters(Request):
    """The actor's e-mail address, the action, its subject such as an order's number, and a range of time."""

    email: KnownEmail | None = None
    action: StaffActionName | None = None
    subject: ShortText | None = None
    since: Time | None = None
    until: Time | None = None


def matching(session: Session, filters: ActivityFilters) -> Select[tuple[StaffAction]]:
    """The entries that match the filters; none if no account has the e-mail address."""
    query = select(StaffAction)
    if filters.email is not None:
        by_email = select(Account.id).where(func.lower(Account.email) == func.lower(filters.email))
        actor = session.scalar(by_email)
        query = query.where(StaffAction.actor == str(actor) if actor is not None else false())
    if filters.action is not None:
        query = query.where(StaffAction.action == filters.action)
    if filters.subject is not None:
        query = query.where(StaffAction.subject == filters.subject)
    if filters.since is not None:
        query = query.where(StaffAction.at >= filters.since)
    if filters.until is not None:
        query = query.where(StaffAction.at < filters.until)
    return query


def entries_to_export(session: Session, filters: ActivityFilters) -> Sequence[StaffAction]:
    """All entries that match the filters, the newest first; raises ActivityTooLarge if there are too many."""
    newest_first = matching(session, filters).order_by(StaffAction.at.desc(), StaffAction.id.desc())
    found = session.scalars(newest_first.limit(EXPORTED_MAX + 1)).all()
    if len(found) > EXPORTED_MAX:
        raise ActivityTooLarge(f"An export has at most {EXPORTED_MAX} entries; choose a shorter time.")
    return found


def names_of_actors(session: Session, actions: Iterable[StaffAction]) -> dict[str, tuple[str, str]]:
    """The name and e-mail address of each actor, by the account's id as the entries have it."""
    ids = [UUID(actor) for actor in sorted({action.actor for action in actions})]
    found = select(Account.id, Account.name, Account.email).where(Account.id.in_(ids))
    return {str(row.id): (row.name, row.email) for row in session.execute(found)} if ids else {}
