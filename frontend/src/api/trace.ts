import type { Send } from "./send";

/** Begins a trace (W3C) for every call, which all its attempts and whatever the shop does about it belong to. */
export function trace(send: Send): Send {
  return (request) => {
    const traced = new Request(request);
    traced.headers.set("traceparent", `00-${hex(16)}-${hex(8)}-01`);
    return send(traced);
  };
}

function hex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
