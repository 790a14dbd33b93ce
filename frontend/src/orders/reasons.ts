import type { ReasonKey } from "./reasonTexts";

/** How functions word their reasons, and which text says the same; tests/contracts/test_web_shop.py compares them. */
const WORDINGS: readonly (readonly [RegExp, ReasonKey])[] = [
  [/^ordered$/, "ordered"],
  [/^the goods are set aside$/, "set-aside"],
  [/^paid$/, "paid"],
  [/^sent with (.+)$/, "sent"],
  [/^delivered$/, "delivered"],
  [/^cancelled by the shopper$/, "by-shopper"],
  [/^cancelled by the shop$/, "by-shop"],
  [/^(.+) is out of stock$/, "sold-out"],
  [/^not paid in time$|^the payment came after the reservation ended$/, "late"],
  [/^the card was declined$/, "declined"],
  [/^there is not enough money on the card$/, "no-money"],
  [/^the card has expired$/, "expired"],
  [/^the card's security code is wrong$/, "code-wrong"],
  [/^the card is not known to the payment provider$/, "card-unknown"],
  [/^the card needs a confirmation that the shop does not offer$/, "confirmation-needed"],
  [/^the payment was given back unused$/, "unused"],
  [/^(.+): \d+ of \d+ minor units given back$/, "given-back"],
];

/** The text for a reason; null for one that somebody typed, which stays as it is. */
export function readReason(reason: string): { key: ReasonKey; what: string } | null {
  for (const [wording, key] of WORDINGS) {
    const match = wording.exec(reason);
    if (match) return { key, what: match[1] ?? "" };
  }
  return null;
}
