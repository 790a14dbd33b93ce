import type { RefundView } from "../../../api/schema";
import { defineTexts } from "../../../i18n/texts";

type Key =
  | `refund-${RefundView["state"]}`
  | "refunds"
  | "captured-in-part"
  | "for-return"
  | "code"
  | "settled-by"
  | "try-again"
  | "settle"
  | "settle-hint"
  | "settle-missing"
  | "settle-confirm"
  | "closed-because"
  | `close${"" | "-hint" | "-missing" | "-confirm"}`;

export const staffPaymentTexts = defineTexts<Key>(
  {
    refunds: "Refunds",
    "captured-in-part": "The payment provider captured {captured} of {total} only.",
    "for-return": "For a return",
    "refund-requested": "The payment provider is asked",
    "refund-retrying": "The payment provider is asked again",
    "refund-done": "Refunded",
    "refund-refused": "The payment provider refused this refund. The amount can be refunded again.",
    "refund-failed": "The money came back: the shopper did not get it, and is still owed it.",
    code: "The provider says: {code}",
    "settled-by": "Refunded in another way: {way}",
    "try-again": "Ask the provider again",
    settle: "Refunded in another way",
    "settle-hint": "For example by bank transfer, with its date.",
    "settle-missing": "Say in which way the shopper got the money.",
    "settle-confirm": "Note it as refunded",
    "closed-because": "Refused by the payment provider, and closed: {why}",
    close: "Close without refunding anything",
    "close-hint": "For example because another refund covered this amount.",
    "close-missing": "Say why this refund is not needed any more.",
    "close-confirm": "Close it",
  },
  {
    refunds: "Remboursements",
    "captured-in-part": "Le prestataire de paiement n’a encaissé que {captured} sur {total}.",
    "for-return": "Pour un retour",
    "refund-requested": "Demandé au prestataire de paiement",
    "refund-retrying": "Redemandé au prestataire de paiement",
    "refund-done": "Remboursé",
    "refund-refused": "Le prestataire de paiement a refusé ce remboursement. Le montant peut encore être remboursé.",
    "refund-failed": "L’argent est revenu : le client ne l’a pas reçu, et on le lui doit toujours.",
    code: "Le prestataire indique : {code}",
    "settled-by": "Rendu d’une autre façon : {way}",
    "try-again": "Redemander au prestataire",
    settle: "Rendu d’une autre façon",
    "settle-hint": "Par exemple par virement, avec sa date.",
    "settle-missing": "Dites de quelle façon le client a reçu l’argent.",
    "settle-confirm": "Noter comme remboursé",
    "closed-because": "Refusé par le prestataire de paiement, et clos : {why}",
    close: "Clore sans rien rendre",
    "close-hint": "Par exemple parce qu’un autre remboursement a rendu ce montant.",
    "close-missing": "Dites pourquoi ce remboursement n’est plus nécessaire.",
    "close-confirm": "Le clore",
  },
);
