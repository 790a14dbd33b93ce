"""Makes calls for the gateway itself and not for a client."""

from functions.runtime.telemetry.context import Trace
from gateway.errors import BadGateway
from gateway.upstream.calls import Call, Reply
from gateway.upstream.directory import Function


def own_call_of(function: Function, query: bytes, trace: Trace) -> Call:
    """A GET call by the gateway itself, for no client."""
    target = function.path + b"?" + query if query else function.path
    head = b"GET %b HTTP/1.1\r\nhost: %b\r\nx-request-id: %b\r\ntraceparent: %b\r\n\r\n"
    named = trace.request_id.encode(), trace.traceparent.encode()
    return Call(head % (target, function.host, *named), to_head=False, repeatable=True)


async def whole_body(reply: Reply, stall_seconds: float) -> bytes:
    """The body of a successful reply; raises BadGateway for any other, and UpstreamError if it does not arrive."""
    if reply.response.status != 200:
        reply.discard()
        raise BadGateway("The function did not reply.")
    if reply.response.complete:
        return reply.response.take()
    return b"".join([piece async for piece in reply.remaining_body(stall_seconds)])
