"""An HTTP server on a free port, in a thread of the test."""

import threading
from typing import TYPE_CHECKING, Any

from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class HttpServer:
    """Serves the application from its creation to `stop`; `Request.application` makes one of a function."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=_Silent)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()


class _Silent(WSGIRequestHandler):
    def log(self, *_: Any) -> None: ...
