"""Exports the gateway as an asynchronous HTTP function of functions-framework.

It receives every public request; routes.yaml maps requests to operations.
"""

from starlette.requests import Request
from starlette.responses import Response

from gateway.server import gateway_of


async def gateway(request: Request) -> Response:
    return await gateway_of(request.app).serve(request)
