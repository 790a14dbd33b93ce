/** The test cards that the checkout offers; functions/payments/card_simulator/test_cards.py says what each of them does. */
export const CARDS = [
  "card_ok",
  "card_slow",
  "card_timeout_after_success",
  "card_declined",
  "card_insufficient_funds",
] as const;
export type Card = (typeof CARDS)[number];
