"""Makes calls for the gateway itself and not for a client."""

from collections.abc import Sequence

from functions.runtime.security.call_signatures import call_headers
from functions.runtime.telemetry.context import Trace
from gateway.errors import BadGateway
from gateway.upstream.calls import Call, Reply
from gateway.upstream.directory import Function


def own_call_of(function: Function, query: bytes, trace: Trace, keys: Sequence[str]) -> Call:
    """A GET call by the gateway itself, for no client, signed with the first of the keys."""
    target = function.path + b"?" + query if query else function.path
    head = b"GET %b HTTP/1.1\r\nhost: %b\r\nx-request-id: %b\r\ntraceparent: %b\r\n%b\r\n"
    named = trace.request_id.encode(), trace.traceparent.encode()
    signed = call_headers(keys, function.name, query=query)
    lines = "".join(f"{name}: {value}\r\n" for name, value in signed.items()).encode()
    return Call(head % (target, function.host, *named, lines), to_head=False, repeatable=True)


async def whole_body(reply: Reply, stall_seconds: float) -> bytes:
    """The body of a successful reply; raises BadGateway for any other, and UpstreamError if it does not arrive."""
    if reply.response.status != 200:
        reply.discard()
        raise BadGateway("The function did not reply.")
    if reply.response.complete:
        return reply.response.take()
    return b"".join([piece async for piece in reply.remaining_body(stall_seconds)])
