import type { DisputeView } from "../../../api/schema";
import { defineTexts } from "../../../i18n/texts";
import type { Reason } from "./reasons";

type Key =
  | DisputeView["state"]
  | Reason
  | ("title" | "lead" | "none" | "list-open" | "list-won" | "list-lost")
  | ("bank-says" | "answer-by" | "answer-there" | "see-there");

export const disputeTexts = defineTexts<Key>(
  {
    title: "Disputes",
    lead: "Payments that shoppers’ banks took back, or ask about. They are answered at the payment provider.",
    none: "No such disputes",
    "list-open": "Not decided yet",
    "list-won": "Decided for the shop",
    "list-lost": "Decided for the shopper",
    asked: "The shopper’s bank asks about this payment. Nothing was taken yet.",
    open: "The shopper’s bank has taken this payment back. Answer it at the payment provider.",
    won: "Decided for the shop: the money is back.",
    lost: "Decided for the shopper: the money is gone.",
    "bank-says": "The bank’s reason: {reason}",
    "answer-by": "Answer by",
    "answer-there": "Answer at the payment provider",
    "see-there": "See it at the payment provider",
    credit_not_processed: "a refund was promised and did not arrive",
    duplicate: "paid twice",
    fraudulent: "the cardholder did not order",
    general: "none in particular",
    product_not_received: "the goods did not arrive",
    product_unacceptable: "the goods are not as described",
    subscription_canceled: "the subscription was cancelled",
    unrecognized: "the cardholder does not know this payment",
  },
  {
    title: "Litiges",
    lead: "Les paiements que des banques ont repris, ou sur lesquels elles se renseignent. On y répond chez le prestataire de paiement.",
    none: "Aucun litige de ce genre",
    "list-open": "Pas encore tranchés",
    "list-won": "Tranchés pour la boutique",
    "list-lost": "Tranchés pour le client",
    asked: "La banque du client se renseigne sur ce paiement. Rien n’a encore été repris.",
    open: "La banque du client a repris ce paiement. Répondez-lui chez le prestataire de paiement.",
    won: "Tranché pour la boutique : l’argent est revenu.",
    lost: "Tranché pour le client : l’argent est perdu.",
    "bank-says": "Le motif de la banque : {reason}",
    "answer-by": "Répondre avant",
    "answer-there": "Répondre chez le prestataire de paiement",
    "see-there": "Voir chez le prestataire de paiement",
    credit_not_processed: "un remboursement promis n’est pas arrivé",
    duplicate: "payé deux fois",
    fraudulent: "le titulaire de la carte n’a pas commandé",
    general: "aucun en particulier",
    product_not_received: "la marchandise n’est pas arrivée",
    product_unacceptable: "la marchandise n’est pas conforme",
    subscription_canceled: "l’abonnement a été résilié",
    unrecognized: "le titulaire de la carte ne connaît pas ce paiement",
  },
);
