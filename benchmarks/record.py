"""Stores results with their date, machine and versions."""

import json
import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("functions-framework", "uvicorn", "uvloop", "httptools", "waitress", "sqlalchemy", "psycopg", "pydantic")


def record(name: str, result: dict[str, Any], results: Path = RESULTS) -> Path:
    """Writes the result to `<name>.json`."""
    results.mkdir(exist_ok=True)
    path = results / f"{name}.json"
    about = {"date": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine(), "versions": versions()}
    path.write_text(json.dumps(about | result, indent=2) + "\n")
    return path


def machine() -> dict[str, Any]:
    return {
        "processor": _first(r"model name\s*: (.+)", Path("/proc/cpuinfo")) or platform.processor(),
        "cores": os.cpu_count(),
        "memory_megabytes": int(_first(r"MemTotal:\s*(\d+)", Path("/proc/meminfo")) or 0) // 1024,
        "system": platform.platform(),
        # A value above the number of cores means that other programs were running.
        "load_average": round(os.getloadavg()[0], 2),
    }


def versions() -> dict[str, str]:
    found = {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}
    try:
        found["node"] = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    except OSError:
        found["node"] = "none"
    return found


def _first(pattern: str, path: Path) -> str | None:
    found = re.search(pattern, path.read_text()) if path.exists() else None
    return found.group(1) if found else None
