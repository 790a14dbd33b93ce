import type { DisputeView, RefundView } from "../../../api/schema";
import { defineTexts } from "../../../i18n/texts";

type Key =
  | `refund-${RefundView["state"]}`
  | `dispute-${DisputeView["state"]}`
  | "refunds"
  | "disputes"
  | "for-return"
  | "code"
  | "settled-by"
  | "try-again"
  | "settle"
  | "settle-hint"
  | "settle-missing"
  | "settle-confirm"
  | "bank-says"
  | "answer-by";

export const staffPaymentTexts = defineTexts<Key>(
  {
    refunds: "Refunds",
    "for-return": "For a return",
    "refund-requested": "The payment provider is asked",
    "refund-retrying": "The payment provider is asked again",
    "refund-done": "Refunded",
    "refund-refused": "The payment provider refused this refund. The amount can be refunded again.",
    "refund-failed": "The money came back: the shopper did not get it, and is still owed it.",
    code: "The provider says: {code}",
    "settled-by": "Given back in another way: {way}",
    "try-again": "Ask the provider again",
    settle: "Given back in another way",
    "settle-hint": "For example by bank transfer, with its date.",
    "settle-missing": "Say in which way the shopper got the money.",
    "settle-confirm": "Note it as refunded",
    disputes: "Disputes",
    "dispute-asked": "The shopper’s bank asks about this payment. Nothing was taken yet.",
    "dispute-open": "The shopper’s bank has taken this payment back. Answer it at the payment provider.",
    "dispute-won": "Decided for the shop",
    "dispute-lost": "Decided for the shopper",
    "bank-says": "The bank’s reason: {reason}",
    "answer-by": "Answer by",
  },
  {
    refunds: "Remboursements",
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
    disputes: "Litiges",
    "dispute-asked": "La banque du client se renseigne sur ce paiement. Rien n’a encore été repris.",
    "dispute-open": "La banque du client a repris ce paiement. Répondez-lui chez le prestataire de paiement.",
    "dispute-won": "Tranché pour la boutique",
    "dispute-lost": "Tranché pour le client",
    "bank-says": "Le motif de la banque : {reason}",
    "answer-by": "Répondre avant",
  },
);
