import { defineTexts } from "../i18n/texts";

export const orderListTexts = defineTexts(
  {
    title: "Orders by state",
    lead: "Open an order to send it off, to note its arrival, or to give money back.",
    state: "State",
    none: "No order is in this state",
  },
  {
    title: "Commandes par état",
    lead: "Ouvrez une commande pour l’expédier, noter son arrivée ou rembourser.",
    state: "État",
    none: "Aucune commande dans cet état",
  },
);
