"""Translates: a client's request into the call of a function, and what comes back into the client's answer."""

from urllib.parse import parse_qsl

from functions.runtime.errors import BadRequest, InvalidRequest, ShopError
from functions.runtime.security import signed_caller_header
from gateway.errors import BadGateway, Busy, FunctionDown, GatewayTimeout
from gateway.http.request_context import RequestContext
from gateway.http.responses import GatewayResponse, Streamed
from gateway.routing.routes import Route
from gateway.upstream.calls import Call, Reply
from gateway.upstream.directory import Function
from gateway.upstream.errors import Lost, Saturated, TimedOut, Unreachable, UpstreamError

# All else that a client sends ends here: identities it claims, events it makes up, headers that steer Knative.
FORWARDED = (
    b"accept", b"accept-language", b"cart-token", b"content-type", b"idempotency-key", b"if-match", b"if-none-match",
    b"stripe-signature", b"webhook-id", b"webhook-signature", b"webhook-timestamp",
)  # fmt: skip
# What belongs to the connection (RFC 9110, section 7.6.1), or tells how the shop is built.
WITHHELD = {
    b"connection", b"content-length", b"date", b"keep-alive", b"proxy-authenticate", b"proxy-connection", b"server",
    b"te", b"trailer", b"transfer-encoding", b"upgrade", b"via",
}  # fmt: skip
CALLER = signed_caller_header.HEADER.encode()
REPEATABLE = {"GET", "HEAD", "PUT", "DELETE"}
PARAMETERS_MAX = 50
TRACESTATE_BYTES_MAX = 512
_UNKNOWN = "It may have taken effect: look before you try again."


def query_of(route: Route, parameters: bytes, sent: bytes) -> bytes:
    """The query string for the function: the path's parameters, and what the client may add to them."""
    if not sent:
        return parameters
    if route.takes_body:
        # Beside a body the query string carries path parameters only, so that none can be smuggled in.
        raise BadRequest("Send this in the body; the address takes no query string.")
    try:
        given = {name for name, _ in parse_qsl(sent.decode(), keep_blank_values=True, max_num_fields=PARAMETERS_MAX)}
    except ValueError:
        raise BadRequest("The query string is not UTF-8, or has too many parameters.") from None
    if twice := sorted(given.intersection(route.parameters)):
        raise InvalidRequest.field(twice[0], "is given in the path already")
    return parameters + b"&" + sent if parameters else sent


def call_of(
    function: Function, route: Route, context: RequestContext, sent: tuple[bytes, bytes], caller_header: bytes
) -> Call:
    """The call; `sent` is query string and body, `caller_header` says who the client is."""
    query, body = sent
    trace, headers, method = context.trace, context.headers, context.method
    target = function.path + b"?" + query if query else function.path
    lines = [
        b"%b %b HTTP/1.1\r\nhost: %b\r\nx-request-id: %b\r\ntraceparent: %b\r\n"
        % (method.encode(), target, function.host, trace.request_id.encode(), trace.traceparent.encode())
    ]
    if caller_header:
        lines.append(b"%b: %b\r\n" % (CALLER, caller_header))
    lines += [b"%b: %b\r\n" % (name, headers[name]) for name in FORWARDED if name in headers]
    if b"tracestate" in headers and trace.parent_id:
        lines.append(b"tracestate: %b\r\n" % headers[b"tracestate"][:TRACESTATE_BYTES_MAX])
    if route.takes_body:
        lines.append(b"content-length: %d\r\n" % len(body))
    lines += (b"\r\n", body)
    repeatable = method in REPEATABLE or (route.idempotent and b"idempotency-key" in headers)
    return Call(b"".join(lines), method == "HEAD", repeatable)


def outgoing(reply: Reply, *, to_head: bool, stall_seconds: float) -> GatewayResponse:
    """The function's answer, without what is not the client's; raises a ShopError for one that is not a function's."""
    answer = reply.answer
    headers = [header for header in answer.headers if header[0] not in WITHHELD and header[0][:2] != b"x-"]
    if not answer.is_of_a_function:
        reply.discard()
        raise not_from_a_function(answer.status)
    if b"cache-control" not in dict(headers):
        headers.append((b"cache-control", b"no-store"))
    if to_head or not answer.complete:
        headers += [header for header in answer.headers if header[0] == b"content-length"]
    if not answer.complete:
        return Streamed(answer.status, headers, reply.rest(stall_seconds))
    body = answer.take()
    if not to_head and answer.status not in (204, 304):
        headers.append((b"content-length", b"%d" % len(body)))
    return GatewayResponse(answer.status, headers, body)


def meaning_of(failure: UpstreamError, *, repeatable: bool) -> ShopError:
    """What it means to the client that there is no answer."""
    match failure:
        case Unreachable():
            return FunctionDown("Nothing was changed; try again in a moment.")
        case Saturated():
            return Busy("Nothing was changed; try again in a moment.")
        case TimedOut():
            return GatewayTimeout(_UNKNOWN)
        case Lost() if repeatable:
            return FunctionDown("Send the same request again in a moment.")
        case _:
            return BadGateway(_UNKNOWN)


def not_from_a_function(status: int) -> ShopError:
    """What an error means that a proxy or server on the way made: functions answer problem+json."""
    if status in (404, 502, 503):
        return FunctionDown("It is being started or replaced; try again in a moment.")
    if status == 504:
        return GatewayTimeout(_UNKNOWN)
    return BadGateway("The function's answer could not be understood.")
