import { defineTexts } from "../../../i18n/texts";

export const orderSearchTexts = defineTexts(
  {
    text: "Find an order",
    hint: "By its number, an e-mail address, a SKU, or at least three letters of a name.",
    state: "State",
    any: "Any",
    from: "Placed from",
    to: "Placed until",
    none: "No order was found",
  },
  {
    text: "Chercher une commande",
    hint: "Par son numéro, une adresse e-mail, une référence, ou trois lettres au moins d’un nom.",
    state: "État",
    any: "Tous",
    from: "Passée à partir du",
    to: "Passée jusqu’au",
    none: "Aucune commande trouvée",
  },
);
