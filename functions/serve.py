"""Serves the operation that FUNCTION_SOURCE and FUNCTION_TARGET name, on PORT with THREADS threads in one process.

SIGTERM ends it once no request is in progress.
"""

import gc
import os
import signal
import sys

from functions.runtime.process import module_archive


def main() -> None:
    """Imports the operation before listening, so that a TCP probe succeeds only once the function can respond."""
    # PID 1 ignores SIGTERM unless it has a handler.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    # Objects created by imports live on: collecting among them takes an eighth of a start, and time again later.
    gc.disable()
    module_archive.install()
    from functions_framework import create_app

    from functions.runtime.adapters.request_handling import spans
    from functions.runtime.network.prewarm import prewarm
    from functions.runtime.operator_settings import refuse_missing_keys, refuse_unset
    from functions.runtime.process.server import FunctionServer
    from functions.runtime.settings import settings
    from functions.runtime.telemetry.cold_starts import process_seconds, record_start
    from functions.runtime.telemetry.metrics import metrics

    environ = os.environ
    refuse_unset(environ)
    app = create_app(environ["FUNCTION_TARGET"], environ["FUNCTION_SOURCE"], "http")  # type: ignore[no-untyped-call]
    refuse_missing_keys(_dependencies(environ["FUNCTION_TARGET"]))
    # Only now: the prewarmed functions would compete for processors with these imports, which a caller waits for.
    prewarm(environ)
    if settings().database_url:
        from functions.runtime.database.connections import connect_ahead

        connect_ahead()
    server = FunctionServer(app, int(environ.get("PORT", "8080")), int(environ.get("THREADS", "8")))
    gc.freeze()
    gc.enable()
    record_start(environ["FUNCTION_TARGET"].replace("_", "-"), process_seconds())
    server.serve()
    metrics().close()
    if (exported := spans()) is not None:
        exported.close()


def _dependencies(target: str) -> tuple[str, ...]:
    """The names of the operation's dependencies; functions-framework names the module after its file."""
    operation = getattr(getattr(sys.modules.get(target), target, None), "operation", None)
    return tuple(getattr(operation, "dependencies", ()))


if __name__ == "__main__":
    main()
