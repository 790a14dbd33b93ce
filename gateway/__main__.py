"""`python -m gateway` runs the gateway as its own process, on PORT, with its metrics on GATEWAY_METRICS_PORT."""

import gc
import os

from functions.runtime.network.prewarm import prewarm
from functions.runtime.operator_settings import refuse_unset
from functions.runtime.process import module_archive


def main() -> None:
    refuse_unset(os.environ)
    # Before the imports: the prewarm calls are sent while they run.
    prewarm(os.environ)
    # Off until `tune_collector`: imports leave no garbage, and collecting takes an eighth of a start.
    gc.disable()
    module_archive.install()
    from functions.runtime.telemetry.cold_starts import process_seconds
    from gateway.server import GatewayServer, create_app, tune_collector
    from gateway.settings import GatewaySettings
    from gateway.telemetry.monitoring import Monitoring

    host, port = os.environ.get("HOST", "0.0.0.0"), int(os.environ.get("PORT", "8080"))  # noqa: S104 - Knative's contract
    settings = GatewaySettings.from_environment(os.environ)
    app = create_app(settings)
    server = GatewayServer(app, host, port)
    monitoring = Monitoring(
        host,
        settings.metrics_port,
        app.state.gateway.metrics.registry,
        is_ready=lambda: server.started and not server.should_exit,
    ).start()
    tune_collector()
    app.state.gateway.metrics.observe_start(process_seconds())
    try:
        server.run()
    finally:
        monitoring.stop()


if __name__ == "__main__":
    main()
