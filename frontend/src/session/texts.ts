import { defineTexts } from "../i18n/texts";

export const sessionTexts = defineTexts(
  {
    ended: "Your session has ended. Log in again to go on; your cart and what you entered are kept.",
    "log-in-again": "Log in again",
    "as-guest": "Continue as a guest",
  },
  {
    ended: "Votre session a pris fin. Reconnectez-vous pour continuer ; votre panier et votre saisie sont conservés.",
    "log-in-again": "Se reconnecter",
    "as-guest": "Continuer sans compte",
  },
);
