"""`python -m demo.mail` runs the mail receiver and its page, for the local cluster's demo."""

import asyncio
import os
import signal
import socket
from pathlib import Path

from aiohttp import web

from demo.mail.page import mail_page
from demo.mail.receiver import Mailbox, receiving


async def _serve(folder: Path, smtp_port: int, page_port: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    mailbox = Mailbox(folder)
    pages = web.AppRunner(mail_page(mailbox), access_log=None)
    await pages.setup()
    try:
        async with receiving(mailbox, _listener(smtp_port)):
            await web.SockSite(pages, _listener(page_port)).start()
            await stop.wait()
    finally:
        await pages.cleanup()


def _listener(port: int) -> socket.socket:
    return socket.create_server(("0.0.0.0", port))  # noqa: S104 - the pod's address; NetworkPolicies say who may call


if __name__ == "__main__":
    environ = os.environ
    asyncio.run(
        _serve(Path(environ["MAILBOX"]), int(environ.get("SMTP_PORT", "1025")), int(environ.get("PAGE_PORT", "8025")))
    )
