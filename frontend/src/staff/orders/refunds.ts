import type { OrderView } from "../../api/schema";
import { parseMoney } from "../../money/money";

/** The states in which the payment is captured. */
const CAPTURED: readonly OrderView["state"][] = ["shipped", "delivered", "return_requested"];

type Refundable = Pick<OrderView, "total_minor" | "refunded_minor"> & Partial<Pick<OrderView, "releases">>;

export function canBeRefunded(order: Pick<OrderView, "state"> & Refundable): boolean {
  return CAPTURED.includes(order.state) && leftMinor(order) > 0;
}

/** Whether there may be refunds and disputes. */
export function wasCaptured(state: OrderView["state"]): boolean {
  return CAPTURED.includes(state) || state === "refunded";
}

/** The amount that can still be refunded. */
export function leftMinor(order: Refundable): number {
  // Missing in answers of the release before.
  const uncaptured = (order.releases ?? []).map(({ amount_minor, taken_minor }) => amount_minor - taken_minor);
  return order.total_minor - order.refunded_minor - uncaptured.reduce((sum, minor) => sum + minor, 0);
}

type AmountProblem = "amount-wrong" | "amount-too-large";

/** What is wrong with an amount to refund. An empty one refunds all that is left. */
export function checkAmount(typed: string, currency: string, left: number): AmountProblem | null {
  if (typed.trim() === "") return null;
  const minor = parseMoney(typed, currency);
  if (minor === null || minor === 0) return "amount-wrong";
  return minor > left ? "amount-too-large" : null;
}

/** The amount to refund: all that is left if none was typed. */
export function amountOf(typed: string, currency: string, left: number): number {
  return parseMoney(typed, currency) ?? left;
}
