import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema";
import type { Send } from "./send";

export type Api = Client<paths>;

/** Creates the client of the shop's API, typed by its OpenAPI document. It expects `send` to throw the problems. */
export function createApi(origin: string, send: Send): Api {
  return createClient<paths>({ baseUrl: origin, fetch: send });
}

/** The data in the response to a call of `Api`. */
export async function dataOf<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  return (await call).data as Data;
}

/** Data with the ETag of its version, which a change of it names as If-Match. */
export type Versioned<Data> = Data & { readonly etag: string };

/** The data in the response, with its version. */
export async function versionedOf<Data>(call: Promise<{ data?: Data; response: Response }>): Promise<Versioned<Data>> {
  const { data, response } = await call;
  return { ...(data as Data), etag: response.headers.get("etag") ?? "" };
}
