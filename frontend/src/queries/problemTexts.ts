import type { Problem } from "../api/schema";
import { defineTexts } from "../i18n/texts";

type Slug = Problem["type"] extends `urn:cloudshop:problem:${infer Name}` ? Name : never;
type OwnKey = "retry" | "request" | "lost" | "crashed" | "other";

/** A sentence for each problem `type` that shoppers can meet. For the others the page shows the API's own sentence. */
export const problemTexts = defineTexts(
  {
    retry: "Try again",
    request: "If you contact us about this, please quote {id}.",
    lost: "We could not reach the shop. Check your connection and try again; nothing you typed is lost.",
    crashed: "This page has stopped working. Reload it; your cart and your orders are safe.",
    other: "That did not work.",
    "internal-error": "Something went wrong in the shop. The error has been recorded; please try again in a moment.",
    unavailable: "A service that the shop needs is down. Please try again in a moment.",
    contended: "Someone else is changing the same thing right now. Please try again in a moment.",
    busy: "The shop is very busy. Please try again in a moment.",
    "function-down": "This part of the shop is not responding. Please try again in a moment.",
    "gateway-timeout": "The shop took too long to respond. Please try again.",
    "bad-gateway": "The shop’s response was lost. Please try again.",
    "keys-unavailable": "We cannot check log-ins right now. Please try again in a moment.",
    "too-many-requests": "You have sent too many requests. Please wait a minute, then try again.",
    "invalid-request": "Some of what you entered is not valid. Please check it.",
    unauthenticated: "Please log in first.",
    "token-refused": "Please log in again.",
    "session-ended": "You have been logged out. Please log in again.",
    "account-inactive": "This account can no longer be used. Please log in with another one.",
    "log-in-refused": "The e-mail address or the password is incorrect.",
    "current-password-wrong": "The current password is incorrect.",
    forbidden: "Your account is not allowed to do this.",
    "product-unknown": "This product is no longer for sale.",
    "product-unavailable": "An item in your cart is no longer for sale. Remove it to order the rest.",
    "not-for-sale": "This item is no longer for sale.",
    "cart-full": "Your cart is full. Remove an item, or order what is in it.",
    "order-unknown": "We could not find this order. Check the number and the e-mail address.",
    "order-not-in-state": "The order has moved on in the meantime, so this is no longer possible.",
    "return-period-over": "The return period has ended.",
    "idempotency-key-in-use":
      "Your order is still being placed. Please try again in a moment; it will not be placed twice.",
    "idempotency-key-reused":
      "This order was already sent with different contents. Please check your cart, then order again.",
    "payment-not-in-state": "The payment has not been captured yet. Please try again in a moment.",
    "refund-too-large": "This is more than can still be refunded.",
    "stock-reserved": "This would leave less stock than orders have reserved.",
    "dead-letter-closed": "This dead letter has already been replayed or discarded.",
  } satisfies Partial<Record<Slug | OwnKey, string>>,
  {
    retry: "Réessayer",
    request: "Si vous nous écrivez à ce sujet, indiquez : {id}",
    lost: "La boutique est injoignable. Vérifiez votre connexion puis réessayez ; rien de ce que vous avez saisi n’est perdu.",
    crashed: "Cette page ne fonctionne plus. Rechargez-la ; votre panier et vos commandes sont en sécurité.",
    other: "Cela n’a pas fonctionné.",
    "internal-error": "La boutique a commis une erreur. Elle a été consignée ; veuillez réessayer dans un instant.",
    unavailable: "Un service dont la boutique a besoin est arrêté. Veuillez réessayer dans un instant.",
    contended: "Quelqu’un modifie la même chose en ce moment. Veuillez réessayer dans un instant.",
    busy: "La boutique est très fréquentée. Veuillez réessayer dans un instant.",
    "function-down": "Cette partie de la boutique ne répond pas. Veuillez réessayer dans un instant.",
    "gateway-timeout": "La boutique a mis trop de temps à répondre. Veuillez réessayer.",
    "bad-gateway": "La réponse s’est perdue en chemin. Veuillez réessayer.",
    "keys-unavailable": "Les connexions ne peuvent pas être vérifiées pour l’instant. Veuillez réessayer.",
    "too-many-requests": "Cela fait beaucoup d’un coup. Attendez une minute, puis réessayez.",
    "invalid-request": "Une saisie n’est pas correcte ; veuillez la vérifier.",
    unauthenticated: "Veuillez d’abord vous connecter.",
    "token-refused": "Veuillez vous reconnecter.",
    "session-ended": "Vous avez été déconnecté. Veuillez vous reconnecter.",
    "account-inactive": "Ce compte ne peut plus être utilisé. Connectez-vous avec un autre.",
    "log-in-refused": "L’adresse e-mail ou le mot de passe est incorrect.",
    "current-password-wrong": "Le mot de passe actuel est incorrect.",
    forbidden: "Votre compte ne permet pas cette action.",
    "product-unknown": "Ce produit n’est plus en vente.",
    "product-unavailable": "Un article de votre panier n’est plus en vente. Retirez-le, puis commandez le reste.",
    "not-for-sale": "Cet article n’est plus en vente.",
    "cart-full": "Votre panier est plein. Retirez un article ou commandez son contenu.",
    "order-unknown": "Cette commande nous est inconnue. Vérifiez le numéro et l’adresse e-mail.",
    "order-not-in-state": "La commande a avancé entre-temps ; ce n’est plus possible.",
    "return-period-over": "Le délai de retour est dépassé.",
    "idempotency-key-in-use":
      "Votre commande est en cours. Réessayez dans un instant ; elle ne sera pas passée deux fois.",
    "idempotency-key-reused":
      "Cette commande a déjà été envoyée avec un autre contenu. Vérifiez le panier et recommencez.",
    "payment-not-in-state": "Le paiement n’est pas encore encaissé. Réessayez dans un instant.",
    "refund-too-large": "C’est plus que ce qu’il reste à rembourser.",
    "stock-reserved": "Des commandes ont mis de côté plus que ce qu’il resterait.",
    "dead-letter-closed": "Quelqu’un s’est déjà occupé de cette lettre morte.",
  },
);

export type ProblemKey = keyof typeof problemTexts.en;
