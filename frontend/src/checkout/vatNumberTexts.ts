import { defineTexts } from "../i18n/texts";

export const vatNumberTexts = defineTexts(
  {
    label: "VAT number (optional)",
    hint: "For businesses in another country of the EU: with it, you pay without VAT and account for it yourself. Fill in the company, too.",
    "vat-number-invalid":
      "This is not a VAT number of an EU country. It begins with the country’s two letters, as in DE136695976. Correct it, or leave the field empty to order with VAT.",
    "vat-number-unknown":
      "VIES, the EU’s register, does not know this number. Correct it, or leave the field empty to order with VAT.",
    "vat-check-unavailable":
      "VIES, the EU’s register, cannot confirm numbers right now. Try again later, or leave the field empty to order with VAT.",
  },
  {
    label: "Numéro de TVA (facultatif)",
    hint: "Pour les entreprises d’un autre pays de l’UE : avec ce numéro, vous payez hors TVA et la déclarez vous-même. Indiquez aussi la société.",
    "vat-number-invalid":
      "Ce n’est pas un numéro de TVA d’un pays de l’UE. Il commence par les deux lettres du pays, comme DE136695976. Corrigez-le, ou laissez le champ vide pour commander avec TVA.",
    "vat-number-unknown":
      "VIES, le registre de l’UE, ne connaît pas ce numéro. Corrigez-le, ou laissez le champ vide pour commander avec TVA.",
    "vat-check-unavailable":
      "VIES, le registre de l’UE, ne peut confirmer aucun numéro en ce moment. Réessayez plus tard, ou laissez le champ vide pour commander avec TVA.",
  },
);

/** Why a number was not accepted, as a key of the texts. */
export type VatNumberProblem = "vat-number-invalid" | "vat-number-unknown" | "vat-check-unavailable";
