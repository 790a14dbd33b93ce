import { defineTexts } from "../i18n/texts";

export const listTexts = defineTexts(
  {
    title: "My orders",
    none: "You have not ordered anything yet",
    browse: "Look around",
    more: "Older orders",
  },
  {
    title: "Mes commandes",
    none: "Vous n’avez encore rien commandé",
    browse: "Découvrir la boutique",
    more: "Commandes plus anciennes",
  },
);
