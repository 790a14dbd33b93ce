"""The gateway as functions-framework serves it: an HTTP function on its asynchronous side.

Every request of the public comes here; routes.yaml says which operation answers it.
"""

from starlette.requests import Request
from starlette.responses import Response

from gateway.server import gateway_of


async def gateway(request: Request) -> Response:
    return await gateway_of(request.app).serve(request)
