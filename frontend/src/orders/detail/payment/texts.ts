import { defineTexts } from "../../../i18n/texts";

export const paymentTexts = defineTexts(
  {
    title: "Payment",
    pay: "Pay {total}",
    "pay-again": "Pay with another card, {total}",
    hint: "You pay at our payment provider, which leads you back here.",
    declined: "{reason}. Nothing was charged; you can pay with another card.",
    authorized: "Your payment has arrived. We are confirming your order.",
    unsupported: "This page cannot show the payment form. Please reload it.",
  },
  {
    title: "Paiement",
    pay: "Payer {total}",
    "pay-again": "Payer avec une autre carte, {total}",
    hint: "Vous payez chez notre prestataire de paiement, qui vous ramène ici.",
    declined: "{reason}. Rien n’a été débité ; vous pouvez payer avec une autre carte.",
    authorized: "Votre paiement est arrivé. Nous confirmons votre commande.",
    unsupported: "Cette page ne peut pas afficher le formulaire de paiement. Rechargez-la.",
  },
);
