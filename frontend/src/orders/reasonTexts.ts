import type { TransitionView } from "../api/schema";
import { defineTexts } from "../i18n/texts";

export type ReasonCode = TransitionView["reason_code"];

/** Why an order moved, by the shop's codes. */
export const reasonTexts = defineTexts<ReasonCode | "something">(
  {
    ordered: "You ordered",
    stock_reserved: "Your things are set aside",
    payment_authorized: "Payment authorised",
    shipped: "Sent with {carrier}",
    delivered: "Handed over",
    cancelled_by_shopper: "You cancelled it",
    cancelled_by_shop: "We cancelled it",
    return_requested_by_shopper: "You requested a return",
    return_requested_by_shop: "We noted your return",
    payment_voided: "The authorised payment was released; nothing was charged",
    payment_refunded: "{amount} refunded",
    out_of_stock: "{sku} is out of stock",
    not_paid_in_time: "The payment did not come in time",
    paid_too_late: "The payment did not come in time",
    card_declined: "The card was declined",
    insufficient_funds: "There is not enough money on the card",
    expired_card: "The card has expired",
    incorrect_cvc: "The card’s security code is wrong",
    unknown_card: "The bank does not know the card",
    authentication_required: "The card needs a confirmation that we do not offer",
    something: "Something",
  },
  {
    ordered: "Vous avez commandé",
    stock_reserved: "Vos articles sont mis de côté",
    payment_authorized: "Paiement autorisé",
    shipped: "Envoyée avec {carrier}",
    delivered: "Remise",
    cancelled_by_shopper: "Vous l’avez annulée",
    cancelled_by_shop: "Nous l’avons annulée",
    return_requested_by_shopper: "Vous avez demandé un retour",
    return_requested_by_shop: "Nous avons noté votre retour",
    payment_voided: "L’autorisation de paiement a été levée ; rien n’a été débité",
    payment_refunded: "{amount} remboursés",
    out_of_stock: "{sku} est épuisé",
    not_paid_in_time: "Le paiement n’est pas arrivé à temps",
    paid_too_late: "Le paiement n’est pas arrivé à temps",
    card_declined: "La carte a été refusée",
    insufficient_funds: "La carte n’est pas suffisamment approvisionnée",
    expired_card: "La carte a expiré",
    incorrect_cvc: "Le code de sécurité de la carte est faux",
    unknown_card: "La banque ne connaît pas cette carte",
    authentication_required: "La carte exige une confirmation que nous ne proposons pas",
    something: "Un article",
  },
);
