"""Binds the sockets of a run before anything starts, so that a port in use is reported at once."""

import socket
from dataclasses import dataclass, fields

from local.broker import triggers
from local.errors import PortInUse
from local.host.ports import listening
from local.settings import LocalSettings

LOOPBACK = "127.0.0.1"

Sockets = list[socket.socket]


@dataclass(frozen=True, slots=True)
class Listeners:
    """The shop's address as configured, the mail page on this machine only, internal parts on free loopback ports."""

    shop: Sockets
    mails: Sockets
    functions: Sockets
    broker: Sockets
    smtp: Sockets

    @classmethod
    def open(cls, settings: LocalSettings) -> "Listeners":
        """Raises PortInUse if the shop's port is in use; the mail page moves to a free port instead."""
        shop = listening(settings.host, settings.port, "PORT")
        try:
            mails = listening("localhost", settings.mail_port, "MAIL_PORT")
        except PortInUse:
            mails = listening("localhost", 0, "MAIL_PORT")
        return cls(shop, mails, *(listening(LOOPBACK, 0, "") for _ in range(3)))

    def close(self) -> None:
        for field in fields(self):
            for listener in getattr(self, field.name):
                listener.close()

    @property
    def urls(self) -> dict[str, str]:
        """The addresses of all parts that others may call, by their names in run.json."""
        return {"shop": self.shop_url, "mails": self.mails_url, "functions": self.function_url}

    @property
    def shop_url(self) -> str:
        return f"http://localhost:{_port(self.shop)}"

    @property
    def mails_url(self) -> str:
        return f"http://localhost:{_port(self.mails)}"

    @property
    def function_url(self) -> str:
        return f"http://{LOOPBACK}:{_port(self.functions)}/{{operation}}"

    @property
    def broker_url(self) -> str:
        return f"http://{LOOPBACK}:{_port(self.broker)}/local/{triggers.broker().name}"

    @property
    def smtp_url(self) -> str:
        return f"smtp://{LOOPBACK}:{_port(self.smtp)}"


def _port(sockets: Sockets) -> int:
    return int(sockets[0].getsockname()[1])
