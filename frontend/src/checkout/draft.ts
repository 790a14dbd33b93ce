import { NO_ADDRESS } from "../account/address";
import type { Address } from "../api/schema";
import { CARDS, type Card } from "./cards";

/** What was typed at the checkout. */
export interface Draft {
  readonly email: string;
  readonly address: Address;
  readonly card: Card;
}

const KEY = "cloudshop.checkout-draft";
export const NO_DRAFT: Draft = { email: "", address: NO_ADDRESS, card: CARDS[0] };

/** What was typed before in this tab, if anything was. */
export function keptDraft(tab: Storage): Draft | null {
  const text = tab.getItem(KEY);
  if (text === null) return null;
  try {
    return { ...NO_DRAFT, ...(JSON.parse(text) as Partial<Draft>) };
  } catch {
    return null;
  }
}

export function keepDraft(tab: Storage, draft: Draft): void {
  tab.setItem(KEY, JSON.stringify(draft));
}
