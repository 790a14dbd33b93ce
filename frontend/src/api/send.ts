import { parseProblem } from "./problem";

/** Sends a request and returns its response. What the shop adds to `fetch` is a chain of these. */
export type Send = (request: Request) => Promise<Response>;

/** Throws a ShopProblem for every response that is not a success. */
export function throwProblems(send: Send): Send {
  return async (request) => {
    const response = await send(request);
    if (!response.ok) throw await parseProblem(response);
    return response;
  };
}
