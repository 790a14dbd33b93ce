import type { OrderView } from "../api/schema";
import { parseMoney } from "../money/money";

/** The states in which a payment is captured, and not yet all refunded. */
const PAID: readonly OrderView["state"][] = ["shipped", "delivered", "return_requested"];

export function canBeRefunded(order: Pick<OrderView, "state" | "total_minor" | "refunded_minor">): boolean {
  return PAID.includes(order.state) && leftMinor(order) > 0;
}

export function leftMinor(order: Pick<OrderView, "total_minor" | "refunded_minor">): number {
  return order.total_minor - order.refunded_minor;
}

export type AmountProblem = "amount-wrong" | "amount-too-large";

/** What is wrong with an amount to give back; empty means all that is left. */
export function checkAmount(typed: string, currency: string, left: number): AmountProblem | null {
  if (typed.trim() === "") return null;
  const minor = parseMoney(typed, currency);
  if (minor === null || minor === 0) return "amount-wrong";
  return minor > left ? "amount-too-large" : null;
}

export function amountOf(typed: string, currency: string): number | null {
  return typed.trim() === "" ? null : parseMoney(typed, currency);
}
