import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema";
import type { Send } from "./send";

export type Api = Client<paths>;

/** The shop's API, typed by its OpenAPI document; refusals are thrown by `send`. */
export function createApi(origin: string, send: Send): Api {
  return createClient<paths>({ baseUrl: origin, fetch: send });
}

/** The body of an answer of `Api`. */
export async function answerOf<Body>(call: Promise<{ data?: Body }>): Promise<Body> {
  return (await call).data as Body;
}
