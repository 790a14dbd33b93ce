import type { OrderView } from "../../api/schema";
import { parseMoney } from "../../money/money";

/** The states in which the payment is captured. */
const CAPTURED: readonly OrderView["state"][] = ["shipped", "delivered", "return_requested"];

export function canBeRefunded(order: Pick<OrderView, "state" | "total_minor" | "refunded_minor">): boolean {
  return CAPTURED.includes(order.state) && leftMinor(order) > 0;
}

/** Whether there may be refunds and disputes. */
export function wasCaptured(state: OrderView["state"]): boolean {
  return CAPTURED.includes(state) || state === "refunded";
}

/** The amount that can still be refunded. */
export function leftMinor(order: Pick<OrderView, "total_minor" | "refunded_minor">): number {
  return order.total_minor - order.refunded_minor;
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
