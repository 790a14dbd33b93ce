import type { Send } from "./send";

/** Starts a W3C trace for every request. Its retries belong to it, and so does all that the shop does because of it. */
export function trace(send: Send): Send {
  return (request) => {
    const traced = new Request(request);
    traced.headers.set("traceparent", `00-${hex(16)}-${hex(8)}-01`);
    return send(traced);
  };
}

function hex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
