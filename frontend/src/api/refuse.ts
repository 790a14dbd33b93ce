import { readProblem } from "./problem";
import type { Send } from "./send";

/** Throws the ShopProblem of an answer that is a refusal. */
export function refuse(send: Send): Send {
  return async (request) => {
    const response = await send(request);
    if (!response.ok) throw await readProblem(response);
    return response;
  };
}
