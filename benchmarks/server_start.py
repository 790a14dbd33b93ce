"""`python -m benchmarks.server_start [ROUNDS]` measures the start time of a function on each possible server.

Run it inside the functions' image, so that interpreter and bytecode are the real ones. Rounds are interleaved, so that
other load on the machine affects all servers alike.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PORT = 18080
EMPTY = "def empty(request):\n    return 'ok'\n"
FUNCTIONS = {"empty": (None, "empty"), "place-order": ("functions/orders/place_order.py", "place_order")}

_APP = """
import os
from functions_framework import create_app
def app():
    return create_app(os.environ["FUNCTION_TARGET"], os.environ["FUNCTION_SOURCE"], "http")
"""
_GUNICORN = ["-m", "gunicorn", "-k", "gthread", "--threads", "8", "-b", f"127.0.0.1:{PORT}", "--keep-alive", "620",
             "--no-control-socket", "--log-level", "error"]  # fmt: skip
_EARLY = """
import socket
listener = socket.create_server(("127.0.0.1", {port}), backlog=1024)
{app}
from waitress import serve
serve(app(), sockets=[listener], threads=8, _quiet=True)
"""
_WSGIREF = """
{app}
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIServer, WSGIRequestHandler
class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
Server.server_name, Server.server_port = "localhost", {port}
server = Server(("127.0.0.1", {port}), WSGIRequestHandler)
server.set_app(app())
server.serve_forever()
"""
SERVERS = {
    "functions-framework's own (gunicorn)": ["-m", "functions_framework"],
    "gunicorn gthread, imported by the worker": [*_GUNICORN, "functions_framework:create_app()"],
    "gunicorn gthread, preloaded": [*_GUNICORN, "--preload", "functions_framework:create_app()"],
    "waitress (functions/serve.py)": ["-m", "functions.serve"],
    "waitress, bound before importing": ["-c", _EARLY.format(app=_APP, port=PORT)],
    "wsgiref with threads (for comparison)": ["-c", _WSGIREF.format(app=_APP, port=PORT)],
}


def measured(command: list[str], source: str, target: str) -> tuple[float, float]:
    """Wall time from process start to the first response, and CPU time of all its processes."""
    environ = os.environ | {"FUNCTION_SOURCE": source, "FUNCTION_TARGET": target, "PORT": str(PORT), "THREADS": "8"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for_response(started + 30)
        wall = time.perf_counter() - started
        cpu = _cpu_seconds(process.pid)
    finally:
        process.terminate()
        process.wait(30)
    return wall, cpu


def _cpu_seconds(pid: int) -> float:
    """CPU time used so far by the process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(_cpu_seconds(int(child)) for child in children)


def _wait_for_response(deadline: float) -> None:
    while time.perf_counter() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except (TimeoutError, ConnectionError, http.client.HTTPException):
            time.sleep(0.005)
        else:
            return
        finally:
            connection.close()
    raise TimeoutError


def main(rounds: int) -> None:
    empty = Path(tempfile.mkdtemp()) / "empty.py"
    empty.write_text(EMPTY)
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for _ in range(rounds):
        for name, (source, target) in FUNCTIONS.items():
            for server, command in SERVERS.items():
                found.setdefault((name, server), []).append(measured(command, source or str(empty), target))
    for (name, server), times in found.items():
        wall, cpu = ([seconds * 1000 for seconds in column] for column in zip(*times, strict=True))
        print(json.dumps({
            "function": name, "server": server,
            "wall_median": round(statistics.median(wall)), "wall_least": round(min(wall)),
            "cpu_median": round(statistics.median(cpu)), "cpu_least": round(min(cpu)),
        }))  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
