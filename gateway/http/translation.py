"""Translates a client's request into the call of a function, and the function's response into the client's."""

from urllib.parse import parse_qsl

from functions.runtime.errors import BadRequest, InvalidRequest, ShopError
from gateway.errors import BadGateway, Busy, FunctionDown, GatewayTimeout
from gateway.http.compression import compressed, is_compressible
from gateway.http.request_context import RequestContext
from gateway.http.responses import NOT_KEPT, GatewayResponse, Streamed, secured
from gateway.routing.routes import Route
from gateway.upstream.calls import Call, Reply
from gateway.upstream.directory import Function
from gateway.upstream.errors import Lost, Saturated, TimedOut, Unreachable, UpstreamError

# All other headers of a client are dropped: claimed identities, forged events, headers that control Knative. Only a
# log-in gets to know the browser.
FORWARDED = (
    b"accept", b"accept-language", b"cart-token", b"content-type", b"idempotency-key", b"if-match", b"if-none-match",
    b"stripe-signature", b"webhook-id", b"webhook-signature", b"webhook-timestamp",
)  # fmt: skip
# Headers of the connection (RFC 9110, section 7.6.1), or that reveal how the shop is built.
WITHHELD = {
    b"connection", b"content-length", b"date", b"keep-alive", b"proxy-authenticate", b"proxy-connection", b"server",
    b"te", b"trailer", b"transfer-encoding", b"upgrade", b"via",
}  # fmt: skip
REPEATABLE = {"GET", "HEAD", "PUT", "DELETE"}
PARAMETERS_MAX = 50
_UNKNOWN = "It may have taken effect: check before you try again."


def query_of(route: Route, parameters: bytes, sent: bytes) -> bytes:
    """The query string for the function: the path's parameters, then the client's own query string."""
    if not sent:
        return parameters
    if route.takes_body:
        # With a body, the query string carries path parameters only, so that none can be forged.
        raise BadRequest("Send parameters in the body; this request takes no query string.")
    try:
        names = {name for name, _ in parse_qsl(sent.decode(), keep_blank_values=True, max_num_fields=PARAMETERS_MAX)}
    except ValueError:
        raise BadRequest("The query string is not UTF-8, or has too many parameters.") from None
    if twice := sorted(names.intersection(route.parameters)):
        raise InvalidRequest.field(twice[0], "is already in the path")
    return parameters + b"&" + sent if parameters else sent


def call_of(
    function: Function, route: Route, context: RequestContext, sent: tuple[bytes, bytes], caller_headers: bytes
) -> Call:
    """The call of the function; `sent` is query string and body, `caller_headers` the lines that name the caller."""
    query, body = sent
    trace, headers, method = context.trace, context.headers, context.method
    target = function.path + b"?" + query if query else function.path
    lines = [
        b"%b %b HTTP/1.1\r\nhost: %b\r\nx-request-id: %b\r\ntraceparent: %b\r\n"
        % (method.encode(), target, function.host, trace.request_id.encode(), trace.traceparent.encode())
    ]
    lines.append(caller_headers)
    forwarded = (*FORWARDED, b"user-agent") if route.session == "opens" else FORWARDED
    lines += [b"%b: %b\r\n" % (name, headers[name]) for name in forwarded if name in headers]
    if trace.tracestate:
        lines.append(b"tracestate: %b\r\n" % trace.tracestate.encode())
    if route.takes_body:
        lines.append(b"content-length: %d\r\n" % len(body))
    lines += (b"\r\n", body)
    repeatable = method in REPEATABLE or (route.idempotent and b"idempotency-key" in headers)
    return Call(b"".join(lines), method == "HEAD", repeatable)


def client_response(
    reply: Reply, *, to_head: bool, stall_seconds: float, accept_encoding: bytes = b""
) -> GatewayResponse:
    """The function's response without internal headers; raises a ShopError for an error of the ingress."""
    response = reply.response
    headers = [header for header in response.headers if header[0] not in WITHHELD and header[0][:2] != b"x-"]
    if not response.is_from_function:
        reply.discard()
        raise error_for_ingress_status(response.status)
    if reply.met_cold_start:
        # Server Timing (W3C): what the time went into, for browsers' tools and for whoever measures.
        headers.append((b"server-timing", b"cold-start;dur=%d" % (1000 * reply.first_byte_seconds)))
    if b"cache-control" not in dict(headers):
        headers.append(NOT_KEPT)
    if to_head or not response.complete:
        headers += [header for header in response.headers if header[0] == b"content-length"]
    if not response.complete:
        return secured(Streamed(response.status, headers, reply.remaining_body(stall_seconds)))
    body = response.take()
    if is_compressible(headers):
        headers, body = compressed(headers, body, accept_encoding)
    if not to_head and response.status not in (204, 304):
        headers.append((b"content-length", b"%d" % len(body)))
    return secured(GatewayResponse(response.status, headers, body))


def error_for(failure: UpstreamError, *, repeatable: bool) -> ShopError:
    """The error to report to the client when a call got no response."""
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


def error_for_ingress_status(status: int) -> ShopError:
    """The error to report for an error response that is not problem+json, and therefore comes from the ingress."""
    if status in (404, 502, 503):
        return FunctionDown("It is starting or being replaced; try again in a moment.")
    if status == 504:
        return GatewayTimeout(_UNKNOWN)
    return BadGateway("The function's response is not valid.")
