/** The texts that a shop must show, in the order of the footer. */
export const LEGAL_TEXTS = ["terms", "privacy", "imprint", "withdrawal", "shipping", "contact"] as const;
export type LegalText = (typeof LEGAL_TEXTS)[number];

export function isLegalText(name: string): name is LegalText {
  return LEGAL_TEXTS.some((known) => known === name);
}
