"""Writes the web shop's typed client, which openapi-typescript makes from gateway/openapi.json with Node.js."""

from local.web.build import FRONTEND, installed, npm

CLIENT = FRONTEND / "src/api/schema.ts"


def write() -> bool:
    """Writes the client, and returns whether it changed; raises BuildFailed if Node.js cannot be found or installed."""
    before = CLIENT.read_bytes() if CLIENT.exists() else None
    npm(installed(FRONTEND, print), FRONTEND, "run", "--silent", "generate")
    return CLIENT.read_bytes() != before
