"""Starts, runs and stops the whole shop."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, ExitStack
from dataclasses import asdict

import uvloop

from demo.mail.receiver import Mailbox
from demo.setting import is_wanted
from functions.runtime.telemetry.context import log
from gateway.settings import GatewaySettings
from local import shop_settings
from local.host.exporter import exporter_for, running
from local.host.hosting import FunctionHost
from local.host.listeners import LOOPBACK, Listeners
from local.host.operations import operations
from local.host.parts import serving_all
from local.logs import write_log_to
from local.postgres.database import database, migrate, refuse_other_currency
from local.postgres.logins import Login, seed_shop
from local.secrets import signing_keys, token_keys_file
from local.settings import TRYING_OUT, LocalSettings
from local.welcome import welcome

SIGNALS = (signal.SIGINT, signal.SIGTERM)
# The relay's own workers use connections besides the threads of operations; PostgreSQL allows 80 in all.
RELAY_CONNECTIONS = 24
# By default a busy thread keeps the interpreter for 5 ms, too long for the event loop that serves every request.
SWITCH_SECONDS = 0.001


def run(settings: LocalSettings) -> None:
    """Runs the shop until SIGINT or SIGTERM; raises CommandError."""
    started = time.monotonic()
    sys.setswitchinterval(SWITCH_SECONDS)
    with ExitStack() as stack:
        stack.enter_context(settings.home.locked())
        write_log_to(settings.home.log, os.environ)
        listeners = Listeners.open(settings)
        stack.callback(listeners.close)
        host = FunctionHost(operations())
        url = stack.enter_context(database(settings))
        exporter = exporter_for(settings, url)
        _set_environment(settings, listeners, url, exporter.port, host.threads + RELAY_CONNECTIONS)
        migrate(url)
        refuse_other_currency(url, os.environ["SHOP_CURRENCY"])
        logins = seed_shop(url) if is_wanted(shop_settings.demo_data(), os.environ["SHOP_CURRENCY"]) else {}
        stack.enter_context(running(exporter))

        def ready() -> None:
            log("ready", shop=listeners.shop_url, seconds=round(time.monotonic() - started, 1))
            _announce(settings, listeners, url, f"http://localhost:{exporter.port}/metrics", logins)

        gateway = GatewaySettings.from_environment(os.environ)
        serving = serving_all(host, listeners, Mailbox(settings.home.mails), gateway, exporter.registry)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_until_stopped(serving, ready))
        # The rest of the shutdown takes a second or two; a second Ctrl-C must not interrupt it.
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
    log("stopped")


async def _until_stopped(serving: AbstractAsyncContextManager[None], ready: Callable[[], None]) -> None:
    stop = asyncio.Event()
    async with serving:
        for number in SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        ready()
        await stop.wait()
        log("stopping")


def _announce(
    settings: LocalSettings, listeners: Listeners, database_url: str, metrics_url: str, logins: dict[str, Login]
) -> None:
    """Publishes addresses and logins to the user and to the user's commands."""
    settings.home.publish(
        {
            **listeners.urls,
            "broker": listeners.broker_url,
            "database": database_url,
            "metrics": metrics_url,
            "log": str(settings.home.log),
            "logins": {role: asdict(login) for role, login in logins.items()},
        }
    )
    # Not a log line, because it contains passwords.
    print(welcome(listeners.shop_url, listeners.mails_url, metrics_url, logins), file=sys.stderr, flush=True)


def _set_environment(
    settings: LocalSettings, listeners: Listeners, database_url: str, metrics_port: int, threads: int
) -> None:
    """Sets the environment of operations and gateway; the user's values take precedence except for `required`."""
    required = {
        "DATABASE_URL": database_url,
        "FUNCTION_URL": listeners.function_url,
        "METRICS_URL": f"http://{LOOPBACK}:{metrics_port}/metrics",
        "THREADS": str(threads),
    }
    defaults = {
        **signing_keys(settings.home.secrets),
        "TOKEN_KEYS_FILE": str(token_keys_file(settings.home.secrets)),
        "BROKER_URL": listeners.broker_url,
        "SMTP_URL": listeners.smtp_url,
        "SHOP_URL": listeners.shop_url,
        "PICTURE_STORE": settings.home.pictures.as_uri(),
        **shop_settings.variables(),
        **TRYING_OUT,
    }
    os.environ.update({name: value for name, value in defaults.items() if not os.environ.get(name)} | required)
    # functions-framework takes this variable for a sign of Google's first Python runtime.
    os.environ.pop("ENTRY_POINT", None)
