"""Lets real processes reach a simulated world over TCP: its Broker and functions by path, its mail server by SMTP."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug import Request, Response
from werkzeug.serving import make_server

from tests.support.servers.mail_server import MailServer
from tests.support.simulation.world.world import World


@contextmanager
def reachable(world: World) -> Iterator[tuple[dict[str, str], MailServer]]:
    """The settings that lead a process here, and the mail server."""

    def served(environ: Any, start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        receive = world.network.receivers.get(request.path.strip("/"))
        # Whatever else is called, such as the relay, only learns that there is work.
        status = 202
        body = b""
        if receive is not None:
            headers = {name.lower(): value for name, value in request.headers.items()}
            status, body = receive(request.get_data(), headers)
        return Response(body, status, mimetype="application/json")(environ, start_response)

    server = make_server("127.0.0.1", 0, served, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    mail_server = MailServer().start()
    address = f"http://127.0.0.1:{server.port}"
    try:
        yield (
            {
                "FUNCTION_URL": f"{address}/{{operation}}",
                "BROKER_URL": f"{address}/broker",
                "SMTP_URL": mail_server.url,
            },
            mail_server,
        )
    finally:
        mail_server.stop()
        server.shutdown()
        thread.join(10)
        server.server_close()
