import { defineTexts } from "../i18n/texts";

/** Why an order moved: the shop's own reasons, in both languages. */
export const reasonTexts = defineTexts(
  {
    ordered: "You ordered",
    "set-aside": "Your things are set aside",
    paid: "Paid",
    sent: "Sent with {what}",
    delivered: "Handed over",
    "by-shopper": "You cancelled it",
    "by-shop": "We cancelled it",
    "sold-out": "{what} is out of stock",
    late: "The payment did not come in time",
    declined: "The card was declined",
    "no-money": "There is not enough money on the card",
    expired: "The card has expired",
    "code-wrong": "The card’s security code is wrong",
    "card-unknown": "The bank does not know the card",
    "confirmation-needed": "The card needs a confirmation that we do not offer",
    unused: "The payment was given back unused",
    "given-back": "Money was given back: {what}",
  },
  {
    ordered: "Vous avez commandé",
    "set-aside": "Vos articles sont mis de côté",
    paid: "Payée",
    sent: "Envoyée avec {what}",
    delivered: "Remise",
    "by-shopper": "Vous l’avez annulée",
    "by-shop": "Nous l’avons annulée",
    "sold-out": "{what} est épuisé",
    late: "Le paiement n’est pas arrivé à temps",
    declined: "La carte a été refusée",
    "no-money": "La carte n’est pas suffisamment approvisionnée",
    expired: "La carte a expiré",
    "code-wrong": "Le code de sécurité de la carte est faux",
    "card-unknown": "La banque ne connaît pas cette carte",
    "confirmation-needed": "La carte exige une confirmation que nous ne proposons pas",
    unused: "Le paiement a été restitué",
    "given-back": "De l’argent a été rendu : {what}",
  },
);

export type ReasonKey = keyof typeof reasonTexts.en;
