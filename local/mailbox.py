"""`python -m local.mailbox`: the mail receiver and its page alone, as the local cluster's demo runs them."""

import asyncio
import os
import signal
import socket
from pathlib import Path

from local.broker import serving
from local.mail import Mailbox, receiving
from local.mail_page import mail_page


async def _serve(folder: Path, smtp_port: int, page_port: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    mailbox = Mailbox(folder)
    async with receiving(mailbox, _listener(smtp_port)), serving(mail_page(mailbox), _listener(page_port)):
        await stop.wait()


def _listener(port: int) -> socket.socket:
    return socket.create_server(("0.0.0.0", port))  # noqa: S104 - the pod's address; NetworkPolicies say who may call


if __name__ == "__main__":
    environ = os.environ
    asyncio.run(
        _serve(Path(environ["MAILBOX"]), int(environ.get("SMTP_PORT", "1025")), int(environ.get("PAGE_PORT", "8025")))
    )
