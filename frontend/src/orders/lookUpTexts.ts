import { defineTexts } from "../i18n/texts";

export const lookUpTexts = defineTexts(
  {
    title: "Find an order",
    lead: "For orders without an account: the number is in the mail that we sent you.",
    number: "Order number",
    "number-wrong": "A number like CS-7K2M-9QTX",
    find: "Find it",
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
