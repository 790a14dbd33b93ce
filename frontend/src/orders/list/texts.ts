import { defineTexts } from "../../i18n/texts";

export const orderListTexts = defineTexts(
  {
    title: "My orders",
    none: "You have not placed any orders yet",
    browse: "Browse products",
  },
  {
    title: "Mes commandes",
    none: "Vous n’avez encore rien commandé",
    browse: "Découvrir la boutique",
  },
);
