import type { VoucherView } from "../api/schema";
import { defineTexts } from "../i18n/texts";

export const voucherTexts = defineTexts<NonNullable<VoucherView["refusal"]> | "code" | "apply" | "applied" | "remove">(
  {
    code: "Voucher code",
    apply: "Apply",
    applied: "Applied",
    remove: "Remove {code}",
    unknown: "We do not know this code.",
    not_yet_valid: "Valid from",
    expired: "This voucher has expired.",
    used_up: "This voucher has been used up.",
    account_needed: "This voucher is for accounts. Log in to use it.",
    not_first_order: "This voucher is for a first order.",
    used_up_by_account: "You have used this voucher already.",
    subtotal_too_low: "This voucher is for orders of {value} or more.",
    no_matching_products: "This voucher is for other products.",
    nothing_to_reduce: "There is nothing for this voucher to reduce.",
    better_promotion: "Another promotion saves you more, and the two cannot be combined.",
  },
  {
    code: "Code de réduction",
    apply: "Appliquer",
    applied: "Appliqué",
    remove: "Retirer {code}",
    unknown: "Nous ne connaissons pas ce code.",
    not_yet_valid: "Valable à partir du",
    expired: "Ce bon a expiré.",
    used_up: "Ce bon est épuisé.",
    account_needed: "Ce bon est réservé aux comptes. Connectez-vous pour l’utiliser.",
    not_first_order: "Ce bon est réservé à une première commande.",
    used_up_by_account: "Vous avez déjà utilisé ce bon.",
    subtotal_too_low: "Ce bon s’applique à partir de {value} d’achat.",
    no_matching_products: "Ce bon s’applique à d’autres produits.",
    nothing_to_reduce: "Ce bon n’a rien à réduire ici.",
    better_promotion: "Une autre promotion vous fait économiser davantage, et les deux ne se cumulent pas.",
  },
);
