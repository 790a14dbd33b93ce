"""The web shop's typed client, which openapi-typescript makes from gateway/openapi.json. It needs Node.js."""

from local.web.build import FRONTEND, installed, npm

CLIENT = FRONTEND / "src/api/schema.ts"


def write() -> bool:
    """Whether the file changed; raises BuildFailed where there is no Node.js and none can be installed."""
    before = CLIENT.read_bytes() if CLIENT.exists() else None
    npm(installed(FRONTEND, print), FRONTEND, "run", "--silent", "generate")
    return CLIENT.read_bytes() != before
