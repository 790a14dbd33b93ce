import type { TransitionView } from "../../api/schema";
import { defineTexts } from "../../i18n/texts";

export type ReasonCode = TransitionView["reason_code"];
export type ReasonKey = ReasonCode | "few_left" | "an-item";

/** The reasons for which an order moves to another state. */
export const reasonTexts = defineTexts<ReasonKey>(
  {
    ordered: "Order received",
    stock_reserved: "Items reserved",
    payment_authorized: "Payment authorised",
    shipped: "Shipped with {carrier}",
    delivered: "Parcel delivered",
    cancelled_by_shopper: "Cancelled by the shopper",
    cancelled_by_shop: "Cancelled by the shop",
    return_requested_by_shopper: "Return requested by the shopper",
    return_requested_by_shop: "Return recorded by the shop",
    payment_voided: "The payment authorisation was released, and nothing was charged",
    payment_refunded: "Refund: {amount}",
    out_of_stock: "{title} is sold out",
    few_left: "Only {available} left of {title}",
    not_paid_in_time: "The payment was not completed in time",
    paid_too_late: "The payment was not completed in time",
    card_declined: "The card was declined",
    insufficient_funds: "The card has insufficient funds",
    expired_card: "The card has expired",
    incorrect_cvc: "The card’s security code is incorrect",
    unknown_card: "The bank does not recognise the card",
    authentication_required: "Your bank could not confirm that it is you",
    "an-item": "An item",
  },
  {
    ordered: "Commande reçue",
    stock_reserved: "Vos articles sont mis de côté",
    payment_authorized: "Paiement autorisé",
    shipped: "Envoyée avec {carrier}",
    delivered: "Remise",
    cancelled_by_shopper: "Annulée par le client",
    cancelled_by_shop: "Annulée par la boutique",
    return_requested_by_shopper: "Retour demandé par le client",
    return_requested_by_shop: "Retour enregistré par la boutique",
    payment_voided: "L’autorisation de paiement a été annulée, et rien n’a été débité",
    payment_refunded: "Remboursement : {amount}",
    out_of_stock: "{title} est épuisé",
    few_left: "Il n’en reste que {available} : {title}",
    not_paid_in_time: "Le paiement n’est pas arrivé à temps",
    paid_too_late: "Le paiement n’est pas arrivé à temps",
    card_declined: "La carte a été refusée",
    insufficient_funds: "La carte n’est pas suffisamment approvisionnée",
    expired_card: "La carte a expiré",
    incorrect_cvc: "Le code de sécurité de la carte est faux",
    unknown_card: "La banque ne connaît pas cette carte",
    authentication_required: "Votre banque n’a pas pu confirmer que c’est bien vous",
    "an-item": "Un article",
  },
);
