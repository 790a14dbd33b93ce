"""Receives the shop's mails by SMTP in place of a mail relay, and stores them for reading."""

import asyncio
import email
import email.policy
import hashlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

MAILS_MAX = 500
MAIL_BYTES_MAX = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Mail:
    """A stored mail; receiving it again replaces it."""

    id: str
    message: EmailMessage

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        return str(body.get_content()) if body is not None else ""


class Mailbox:
    """A folder with the newest MAILS_MAX mails, one file each, named by a hash of the Message-ID."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def store(self, content: bytes) -> None:
        message = email.message_from_bytes(content, policy=email.policy.default)
        identity = str(message.get("Message-ID") or hashlib.sha256(content).hexdigest())
        name = hashlib.sha256(identity.encode()).hexdigest()[:16]
        partial = self._folder / f"{name}.partial"
        partial.write_bytes(content)
        partial.rename(self._folder / f"{name}.eml")
        for excess in self._files()[MAILS_MAX:]:
            excess.unlink(missing_ok=True)

    def all(self) -> list[Mail]:
        """The mails, newest first."""
        return [_read(path) for path in self._files()]

    def get(self, mail_id: str) -> Mail | None:
        return next((_read(path) for path in self._files() if path.stem == mail_id), None)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)


class Receiver:
    """The aiosmtpd handler that stores a received mail."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self._mailbox.store(envelope.original_content or b"")
        return "250 stored"


@asynccontextmanager
async def receiving(mailbox: Mailbox, listener: socket.socket) -> AsyncIterator[None]:
    """Receives mails on the socket."""
    loop = asyncio.get_running_loop()
    handler = Receiver(mailbox)
    server = await loop.create_server(
        lambda: SMTP(handler, hostname="localhost", data_size_limit=MAIL_BYTES_MAX, loop=loop), sock=listener
    )
    try:
        yield
    finally:
        server.close()


def _read(path: Path) -> Mail:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return Mail(path.stem, message)
