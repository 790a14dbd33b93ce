/** The reasons that banks give, by the provider's codes; any other code is shown as it is. */
const REASONS = [
  "credit_not_processed",
  "duplicate",
  "fraudulent",
  "general",
  "product_not_received",
  "product_unacceptable",
  "subscription_canceled",
  "unrecognized",
] as const;

export type Reason = (typeof REASONS)[number];

export function knownReason(code: string): Reason | undefined {
  return REASONS.find((known) => known === code);
}
