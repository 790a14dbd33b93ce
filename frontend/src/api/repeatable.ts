/** POSTs that ask a question, or that end the same however often they are sent. */
const REPEATABLE_POSTS = [
  /^\/api\/quotes$/,
  /^\/api\/order-look-ups$/,
  /^\/api\/orders\/[^/]+\/(cancel|return)$/,
  /^\/api\/accounts$/,
  /^\/api\/staff\/catalog(\/preview)?$/,
  /^\/api\/staff\/products\/[^/]+\/(publish|archive)$/,
  /^\/api\/sessions(\/refresh|\/log-out)?$/,
];

/** Whether sending the request again cannot make anything happen twice. */
export function isRepeatable(request: Request): boolean {
  if (request.method !== "POST" && request.method !== "PATCH") return true;
  if (request.headers.has("idempotency-key")) return true;
  return REPEATABLE_POSTS.some((pattern) => pattern.test(new URL(request.url).pathname));
}
