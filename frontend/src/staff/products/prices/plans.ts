import type { paths } from "../../../api/schema";
import { parseMoney } from "../../../money/money";

type Body = NonNullable<
  paths["/api/staff/products/{handle}/prices"]["put"]["requestBody"]
>["content"]["application/json"];
export type PlanInput = NonNullable<Body["plan"]>[number];

export interface TypedPlan {
  readonly sku: string;
  readonly price: string;
  readonly former: string;
  /** Times as `<input type="datetime-local">` has them, by the clock of the browser. */
  readonly starts: string;
  readonly ends: string;
}

/** Which fields are wrong. */
export interface PlanProblems {
  readonly price: boolean;
  readonly former: boolean;
  readonly starts: boolean;
  readonly ends: boolean;
}

export function checkPlan({ price, former, starts, ends }: TypedPlan, currency: string, now: Date): PlanProblems {
  const isWrong = (text: string) => parseMoney(text, currency) === null;
  return {
    price: isWrong(price),
    former: former !== "" && isWrong(former),
    starts: starts === "" || new Date(starts) <= now,
    ends: ends !== "" && new Date(ends) <= new Date(starts),
  };
}

export function planOf({ sku, price, former, starts, ends }: TypedPlan, currency: string): PlanInput {
  return {
    sku,
    price_minor: parseMoney(price, currency) ?? 0,
    compare_at_price_minor: former === "" ? null : parseMoney(former, currency),
    starts_at: new Date(starts).toISOString(),
    ends_at: ends === "" ? null : new Date(ends).toISOString(),
  };
}
