import { defineTexts } from "../i18n/texts";

export const checkoutTexts = defineTexts(
  {
    title: "Checkout",
    "log-in-first": "Have an account?",
    "log-in": "Log in to fill in your address",
    contact: "Contact",
    "email-hint": "We send your order confirmation to this address. You also need it to find your order again.",
    delivery: "Delivery address",
    "shipping-method": "Shipping",
    "shipping-hint": "The dates show when your parcel should arrive.",
    "shipping-free": "free",
    vouchers: "Vouchers",
    payment: "Payment",
    "payment-next":
      "Your items are reserved first. Then you pay at our payment provider; we never see your card number.",
    summary: "Your order",
    order: "Place order, {total}",
    "order-plain": "Place order",
    "sold-out": "{title} is sold out. Please change your cart.",
    "few-left": "Only {left} left of {title}. Please change your cart.",
    "cart-in-order":
      "Your order {number} from this cart is still being processed. It takes a moment; then order again.",
    "see-order": "See this order",
    "to-cart": "Back to cart",
    unanswered:
      "Your order was sent, but we have not received a response. You can safely send it again: it will be placed only once.",
    resend: "Send again",
    placing: "Placing your order …",
    "price-changed":
      "The total was {before} and is now {now}. Nothing has been ordered. To order at the new total, place the order again.",
  },
  {
    title: "Commande",
    "log-in-first": "Vous avez un compte ?",
    "log-in": "Connectez-vous, et votre adresse est remplie",
    contact: "Contact",
    "email-hint": "Nous y envoyons la confirmation ; elle permet de retrouver votre commande.",
    delivery: "Où devons-nous l’envoyer ?",
    "shipping-method": "Livraison",
    "shipping-hint": "Votre colis devrait arriver dans les jours indiqués.",
    "shipping-free": "offerte",
    vouchers: "Bons de réduction",
    payment: "Paiement",
    "payment-next":
      "Vos articles sont d’abord mis de côté. Vous payez ensuite chez notre prestataire ; nous ne voyons jamais votre carte.",
    summary: "Votre commande",
    order: "Commander pour {total}",
    "order-plain": "Commander",
    "sold-out": "{title} est épuisé. Modifiez votre panier.",
    "few-left": "Il n’en reste que {left} : {title}. Modifiez votre panier.",
    "cart-in-order": "Votre commande {number} de ce panier est encore en cours. Dans un instant, commandez de nouveau.",
    "see-order": "Voir cette commande",
    "to-cart": "Retour au panier",
    unanswered:
      "Votre commande est partie, mais nous n’avons pas reçu de réponse. Vous pouvez l’envoyer de nouveau sans risque : elle ne sera passée qu’une fois.",
    resend: "Envoyer de nouveau",
    placing: "Nous passons votre commande …",
    "price-changed":
      "Le total était de {before} ; il est maintenant de {now}. Rien n’a été commandé. Pour accepter ce total, commandez de nouveau.",
  },
);
