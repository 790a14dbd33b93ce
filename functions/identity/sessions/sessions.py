"""Starts, refreshes and ends sessions."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from db.models.base import new_key
from db.models.identity import Account, LoginSession
from functions.identity.errors import SessionEnded
from functions.identity.rules import SESSIONS_MAX, RefreshStep, refresh_step, session_end
from functions.identity.sessions.refresh_tokens import digest, first_token, session_id_of, successor
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.telemetry.context import log


def open_session(shop: UnitOfWork, account: Account, device: str | None) -> tuple[LoginSession, str]:
    """Starts a session with its first refresh token, and deletes expired sessions and those over SESSIONS_MAX."""
    newest_first = select(LoginSession.id).where(LoginSession.account_id == account.id)
    newest_first = newest_first.order_by(LoginSession.started_at.desc(), LoginSession.id)
    surplus = LoginSession.id.in_(newest_first.offset(SESSIONS_MAX - 1))
    expired = LoginSession.expires_at <= shop.now
    shop.session.execute(delete(LoginSession).where(LoginSession.account_id == account.id, or_(expired, surplus)))
    session_id = new_key()
    token = first_token(session_id)
    session = LoginSession(
        id=session_id,
        account_id=account.id,
        token_sha256=digest(token),
        device=device,
        started_at=shop.now,
        expires_at=session_end(shop.now, shop.now, is_staff=account.role != "shopper"),
    )
    shop.session.add(session)
    return session, token


def session_to_refresh(shop: UnitOfWork, token: str) -> LoginSession:
    """The token's session, locked, so that of concurrent uses only one rotates; raises SessionEnded."""
    session = shop.session.get(LoginSession, session_id_of(token), with_for_update=True)
    if session is None or session.expires_at <= shop.now:
        raise SessionEnded
    return session


def next_token(shop: UnitOfWork, session: LoginSession, token: str, keys: Sequence[str]) -> str:
    """The successor of `token`. Ends the session and raises SessionEnded if the token was used before."""
    presented = digest(token)
    step = refresh_step(presented, session.token_sha256, session.used_token_sha256, session.used_at, shop.now)
    if step is RefreshStep.ROTATE:
        following = successor(keys[0], token)
        session.token_sha256, session.used_token_sha256 = digest(following), presented
        session.used_at = shop.now
        return following
    if step is RefreshStep.REPEAT:
        # It was derived with any of the keys: they may have been rotated since.
        for following in (successor(key, token) for key in keys):
            if digest(following) == session.token_sha256:
                return following
    log("a refresh token was used again; its session is ended", level="warning", account_id=session.account_id)
    end_session(shop, session.id)
    raise SessionEnded


def end_session(shop: UnitOfWork, session_id: UUID) -> None:
    """Ends the session if it exists."""
    shop.session.execute(delete(LoginSession).where(LoginSession.id == session_id))


def end_session_of(session: Session, account_id: UUID, session_id: UUID) -> None:
    """Ends the session if it exists and is the account's."""
    session.execute(delete(LoginSession).where(LoginSession.id == session_id, LoginSession.account_id == account_id))


def end_sessions(session: Session, account_id: UUID, *, except_id: UUID | None = None) -> None:
    """Ends all sessions of the account except `except_id`."""
    session.execute(
        delete(LoginSession).where(LoginSession.account_id == account_id, LoginSession.id.is_distinct_from(except_id))
    )
