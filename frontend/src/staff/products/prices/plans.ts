import type { paths } from "../../../api/schema";
import { checkPrice, priceOf, type TypedPrice } from "./prices";

type Body = NonNullable<
  paths["/api/staff/products/{handle}/prices"]["put"]["requestBody"]
>["content"]["application/json"];
export type PlanInput = NonNullable<Body["plan"]>[number];

export interface TypedPlan extends TypedPrice {
  readonly sku: string;
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

export function checkPlan(plan: TypedPlan, currency: string, now: Date): PlanProblems {
  const { starts, ends } = plan;
  return {
    ...checkPrice(plan, currency),
    starts: starts === "" || new Date(starts) <= now,
    ends: ends !== "" && new Date(ends) <= new Date(starts),
  };
}

export function planOf(plan: TypedPlan, currency: string): PlanInput {
  const { sku, starts, ends } = plan;
  return {
    ...priceOf(sku, plan, currency),
    starts_at: new Date(starts).toISOString(),
    ends_at: ends === "" ? null : new Date(ends).toISOString(),
  };
}
