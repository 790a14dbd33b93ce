"""A function's real process, which kills itself with SIGKILL at a crash point.

Run as a program, it is functions/serve.py with that one addition: `OPERATION ACT WHEN`, such as `place-order "commit 1"
before`.
"""

import os
import signal
import smtplib
import sys
from typing import Any

from sqlalchemy.orm import Session

from functions import serve
from functions.runtime.network.http_client import HttpClient, HttpResponse
from tests.support.simulation.world.crash_points import CrashPoint, CrashPoints


def main(point: CrashPoint) -> None:
    crash_points = CrashPoints(lambda reached: reached == point and _die())
    crash_points.watch(Session)
    request, send_message = HttpClient.request, smtplib.SMTP.send_message

    def observed_request(self: HttpClient, *arguments: Any) -> HttpResponse:
        # The card simulator is at /simulate-cards, and so on.
        with crash_points.around(f"call of {self._url.path.split('/')[1]}"):
            return request(self, *arguments)

    def observed_send(self: smtplib.SMTP, *arguments: Any, **named: Any) -> Any:
        with crash_points.around("mail"):
            return send_message(self, *arguments, **named)

    HttpClient.request = observed_request  # type: ignore[method-assign,assignment]
    smtplib.SMTP.send_message = observed_send  # type: ignore[method-assign]
    with crash_points.in_call_of(point.operation):
        serve.main()


def _die() -> bool:
    os.kill(os.getpid(), signal.SIGKILL)
    return True


if __name__ == "__main__":
    operation, act, when = sys.argv[1:]
    main(CrashPoint(operation, act, "before" if when == "before" else "after"))
