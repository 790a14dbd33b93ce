import type { ReturnView } from "../../../api/schema";
import { parseMoney } from "../../../money/money";

/** What staff note of a line that arrived; the lost value as it was typed, empty for none. */
export interface TypedReceiptLine {
  readonly resellable: number;
  readonly damaged: number;
  readonly lost: string;
  readonly reason: string;
}

export type NoteProblem = "lost-wrong" | "lost-reason-missing";

/** The note of a line before staff have noted anything: all of it is in good condition. */
export function initialReceiptLine({ quantity }: ReturnView["lines"][number]): TypedReceiptLine {
  return { resellable: quantity, damaged: 0, lost: "", reason: "" };
}

/** What is wrong with a note; null if it can be sent. */
export function checkReceiptLine({ lost, reason }: TypedReceiptLine, currency: string): NoteProblem | null {
  if (lost.trim() === "") return null;
  if (parseMoney(lost, currency) === null) return "lost-wrong";
  return reason.trim() === "" ? "lost-reason-missing" : null;
}

/** The line of the receipt. */
export function receiptLine(sku: string, { resellable, damaged, lost, reason }: TypedReceiptLine, currency: string) {
  const lost_value_minor = parseMoney(lost, currency) ?? 0;
  return { sku, resellable, damaged, lost_value_minor, lost_value_reason: lost_value_minor > 0 ? reason.trim() : null };
}
