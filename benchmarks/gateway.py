"""Measures the gateway's CPU time per request, compared with an Express proxy with the same backend and requests.

The two take turns, because the machine may have other load; the result is the median ratio of adjacent turns. Express
only forwards; the gateway also verifies tokens, applies limits, collects metrics and logs.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from statistics import median
from typing import Any

import uvloop
from joserfc import jwt
from joserfc.jwk import OKPKey

from benchmarks.load import Load
from benchmarks.processes import Pinned, free_port
from functions.runtime.security.token_signatures import TokenSignatures
from functions.runtime.security.tokens import ALGORITHM, TYPE, access_claims

EXPRESS = Path(__file__).parent / "express"
CONNECTIONS = 16
WARM_UP, TURNS, REQUESTS_PER_TURN = 4000, 30, 1000
# The required ratio.
RATIO_MAX = 0.5
GATEWAY_KEY = "YmVuY2htYXJrLWtleS1vZi0zMi1ieXRlcy1sb25nISE="
BODY = b'{"note":"' + b"y" * 129 + b'"}'


def measure() -> dict[str, Any]:
    subprocess.run(["npm", "ci", "--silent"], cwd=EXPRESS, check=True)
    cores = sorted(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder), proxy_core=cores[0], other_core=cores[-1])


def _measured(folder: Path, *, proxy_core: int, other_core: int) -> dict[str, Any]:
    token = _token_and_keys(folder / "keys.json")
    backend_port, gateway_port, express_port = free_port(), free_port(), free_port()
    backend = [sys.executable, "-m", "benchmarks.backend", str(backend_port), str(folder / "keys.json")]
    express = ["node", str(EXPRESS / "proxy.mjs"), str(express_port), f"http://127.0.0.1:{backend_port}"]
    environment = {
        "FUNCTION_URL": f"http://127.0.0.1:{backend_port}/{{operation}}",
        "GATEWAY_KEY": GATEWAY_KEY,
        "GATEWAY_LIMITS": "placing=100000000/60",
        "GATEWAY_METRICS_PORT": str(free_port()),
        # It counts, and pushes what it has counted, as it does on a cluster.
        "METRICS_URL": f"http://127.0.0.1:{backend_port}/metrics",
        "HOST": "127.0.0.1",
        "PORT": str(gateway_port),
    }
    gateway = [sys.executable, "-m", "gateway"]
    os.sched_setaffinity(0, {other_core})
    with (
        Pinned(backend, backend_port, other_core, folder / "backend.log"),
        Pinned(express, express_port, proxy_core, folder / "express.log", NODE_ENV="production") as plain,
        Pinned(gateway, gateway_port, proxy_core, folder / "gateway.log", **environment) as ours,
    ):
        return uvloop.run(_compared({"gateway": ours, "express": plain}, _request(token)))


async def _compared(proxies: dict[str, Pinned], request: bytes) -> dict[str, Any]:
    loads = {name: Load(proxy.port, request, CONNECTIONS) for name, proxy in proxies.items()}
    for load in loads.values():
        await load.run(WARM_UP)
        load.seconds.clear()
    costs: dict[str, list[float]] = {name: [] for name in proxies}
    rates: dict[str, list[float]] = {name: [] for name in proxies}
    for turn in range(TURNS):
        # The order alternates, so that neither always runs after the other.
        for name in sorted(proxies, reverse=turn % 2 == 1):
            before, started = proxies[name].cpu_seconds(), time.perf_counter()
            await loads[name].run(REQUESTS_PER_TURN)
            rates[name].append(REQUESTS_PER_TURN / (time.perf_counter() - started))
            costs[name].append((proxies[name].cpu_seconds() - before) / REQUESTS_PER_TURN * 1e6)
    if refused := sum(load.refused for load in loads.values()):
        raise RuntimeError(f"{refused} requests failed; the results would be meaningless.")
    ratios = [ours / plain for ours, plain in zip(costs["gateway"], costs["express"], strict=True)]
    about = {"ratio_to_express": round(median(ratios), 3), "ratio_max": RATIO_MAX, "proxies": _versions()}
    return about | {
        name: {
            "cpu_microseconds_per_request": round(median(costs[name]), 1),
            "cpu_microseconds_per_request_min": round(min(costs[name]), 1),
            "requests_per_second": round(median(rates[name])),
            "milliseconds_p50": round(_quantile(loads[name].seconds, 0.50) * 1000, 2),
            "milliseconds_p99": round(_quantile(loads[name].seconds, 0.99) * 1000, 2),
        }
        for name in proxies
    }


def _versions() -> dict[str, str]:
    declared: dict[str, str] = json.loads((EXPRESS / "package.json").read_text())["dependencies"]
    return declared


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


def _request(token: str) -> bytes:
    head = (
        f"POST /api/orders HTTP/1.1\r\nhost: shop.example\r\nauthorization: Bearer {token}\r\n"
        f"content-type: application/json\r\naccept: application/json\r\ncontent-length: {len(BODY)}\r\n\r\n"
    )
    return head.encode() + BODY


def _token_and_keys(keys: Path) -> str:
    """A valid access token; writes its key set to the file."""
    key = OKPKey.generate_key("Ed25519", {"kid": "benchmark", "use": "sig"})
    keys.write_text(json.dumps({"keys": [key.as_dict(private=False)]}))
    header = {"alg": ALGORITHM, "typ": TYPE, "kid": "benchmark"}
    claims = access_claims(uuid.uuid4(), "shopper", uuid.uuid4(), now_seconds=int(time.time()))
    return jwt.encode(header, claims, key, algorithms=[ALGORITHM], registry=TokenSignatures())
