import { defineTexts } from "../../i18n/texts";

export const lookUpTexts = defineTexts(
  {
    title: "Find an order",
    lead: "For orders placed without an account. The order number is in the e-mail that we sent you.",
    number: "Order number",
    "number-wrong": "Enter an order number such as CS-7K2M-9QTX.",
    find: "Find order",
    account: "Ordered with an account?",
    "log-in": "Log in",
  },
  {
    title: "Retrouver une commande",
    lead: "Pour les commandes sans compte : le numéro figure dans le message que nous vous avons envoyé.",
    number: "Numéro de commande",
    "number-wrong": "Un numéro comme CS-7K2M-9QTX",
    find: "La retrouver",
    account: "Commandé avec un compte ?",
    "log-in": "Se connecter",
  },
);
