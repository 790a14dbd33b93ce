"""Mails come in by real SMTP, are kept once, and can be read."""

import asyncio
import smtplib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from pathlib import Path

import aiohttp

from demo.mail.page import mail_page
from demo.mail.receiver import MAILS_MAX, Mailbox, receiving
from local.broker.broker import serving
from local.host.ports import listening


def a_mail(subject: str = "Your order", *, message_id: str = "<1@shop>", text: str = "Thank you.\n") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = (
        "shop@x.example",
        "ada@x.example",
        subject,
        message_id,
    )
    mail.set_content(text)
    return mail


@asynccontextmanager
async def mail_server(folder: Path) -> AsyncIterator[tuple[int, str]]:
    """The port for SMTP and the page's address."""
    mailbox = Mailbox(folder)
    (smtp,), (page,) = listening("127.0.0.1", 0, ""), listening("127.0.0.1", 0, "")
    async with receiving(mailbox, smtp), serving(mail_page(mailbox), page):
        yield smtp.getsockname()[1], f"http://127.0.0.1:{page.getsockname()[1]}"


def send(port: int, *mails: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        for mail in mails:
            client.send_message(mail)


async def page(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as client, client.get(url) as answer:
        return answer.status, await answer.text()


class TestMails:
    async def test_a_sent_mail_is_listed_and_can_be_read(self, tmp_path: Path) -> None:
        async with mail_server(tmp_path) as (port, url):
            await asyncio.to_thread(send, port, a_mail(text="Order CS-1234 is confirmed: 12 €\n"))
            (mail,) = Mailbox(tmp_path).all()
            assert "Your order" in (await page(url))[1]
            assert "Order CS-1234 is confirmed: 12 €" in (await page(f"{url}/{mail.id}"))[1]
            assert "Message-ID: <1@shop>" in (await page(f"{url}/{mail.id}.eml"))[1]

    async def test_a_mail_sent_twice_is_there_once(self, tmp_path: Path) -> None:
        async with mail_server(tmp_path) as (port, _):
            await asyncio.to_thread(send, port, a_mail(), a_mail(), a_mail(message_id="<2@shop>"))
        assert len(Mailbox(tmp_path).all()) == 2

    async def test_nothing_in_a_mail_becomes_html(self, tmp_path: Path) -> None:
        evil = "<script>alert(1)</script>"
        async with mail_server(tmp_path) as (port, url):
            await asyncio.to_thread(send, port, a_mail(f"Hi {evil}", text=evil))
            (mail,) = Mailbox(tmp_path).all()
            for address in (url, f"{url}/{mail.id}"):
                assert evil not in (await page(address))[1]

    async def test_an_unknown_mail_is_404(self, tmp_path: Path) -> None:
        async with mail_server(tmp_path) as (_, url):
            assert (await page(f"{url}/0123456789abcdef"))[0] == 404
            assert (await page(f"{url}/..%2Fsecrets"))[0] == 404

    def test_only_the_newest_are_kept(self, tmp_path: Path) -> None:
        mailbox = Mailbox(tmp_path)
        for number in range(MAILS_MAX + 3):
            mailbox.store(a_mail(f"Mail {number}", message_id=f"<{number}@shop>").as_bytes())
        kept = mailbox.all()
        assert len(kept) == MAILS_MAX
        assert kept[0].message["Subject"] == f"Mail {MAILS_MAX + 2}"
