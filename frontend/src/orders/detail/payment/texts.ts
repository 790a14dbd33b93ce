import { defineTexts } from "../../../i18n/texts";

export const paymentTexts = defineTexts(
  {
    title: "Payment",
    pay: "Pay {total}",
    "pay-again": "Pay with another card, {total}",
    hint: "You pay at our payment provider, and then return here.",
    declined: "{reason}. Nothing was charged; you can pay with another card.",
    authorized: "Your payment has arrived. We are confirming your order.",
    "element-hint": "Your card goes straight to our payment provider; the shop never sees its number.",
    unsupported: "The payment form cannot be shown. Please reload the page in a moment; your items stay reserved.",
    "not-sent": "The payment did not get through, and nothing was charged. Please try again in a moment.",
  },
  {
    title: "Paiement",
    pay: "Payer {total}",
    "pay-again": "Payer avec une autre carte, {total}",
    hint: "Vous payez chez notre prestataire de paiement, qui vous ramène ici.",
    declined: "{reason}. Rien n’a été débité ; vous pouvez payer avec une autre carte.",
    authorized: "Votre paiement est arrivé. Nous confirmons votre commande.",
    "element-hint":
      "Votre carte va directement chez notre prestataire de paiement ; la boutique n’en voit jamais le numéro.",
    unsupported:
      "Le formulaire de paiement ne peut pas s’afficher. Rechargez la page dans un instant ; vos articles restent réservés.",
    "not-sent": "Le paiement n’est pas passé, et rien n’a été débité. Réessayez dans un instant.",
  },
);
