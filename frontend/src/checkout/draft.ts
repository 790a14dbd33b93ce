import { NO_ADDRESS } from "../account/form/address";
import type { Address } from "../api/schema";

/** What the shopper has entered at the checkout so far. */
export interface Draft {
  /** The address of the account that it was entered for; null for a guest's. */
  readonly account: string | null;
  readonly email: string;
  readonly address: Address;
  /** The shipping method; null while the country's first is good enough. */
  readonly method: string | null;
  /** The codes of vouchers, in capitals. */
  readonly vouchers: readonly string[];
  /** The VAT number of a business; empty for consumers. */
  readonly vatNumber: string;
}

const KEY = "cloudshop.checkout-draft";
export const NO_DRAFT: Draft = {
  account: null,
  email: "",
  address: NO_ADDRESS,
  method: null,
  vouchers: [],
  vatNumber: "",
};

/**
 * The draft that this tab has saved for the account, or null for a guest's. An account takes over what was entered
 * before the log-in, and never what was entered for another account. Null if there is none, or none that can be read.
 */
export function loadDraft(tab: Storage, account: string | null): Draft | null {
  const text = tab.getItem(KEY);
  if (text === null) return null;
  try {
    const saved = { ...NO_DRAFT, ...(JSON.parse(text) as Partial<Draft>) };
    return saved.account === null || saved.account === account ? saved : null;
  } catch {
    return null;
  }
}

export function saveDraft(tab: Storage, draft: Draft): void {
  tab.setItem(KEY, JSON.stringify(draft));
}
