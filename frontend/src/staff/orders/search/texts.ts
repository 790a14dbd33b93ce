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
    saved: "Saved searches",
    "save-search": "Save this search",
    "search-name": "Name of the search",
    save: "Save",
    "remove-search": "Remove the search “{name}”",
  },
  {
    text: "Chercher une commande",
    hint: "Par son numéro, une adresse e-mail, une référence, ou trois lettres au moins d’un nom.",
    state: "État",
    any: "Tous",
    from: "Passée à partir du",
    to: "Passée jusqu’au",
    none: "Aucune commande trouvée",
    saved: "Recherches enregistrées",
    "save-search": "Enregistrer cette recherche",
    "search-name": "Nom de la recherche",
    save: "Enregistrer",
    "remove-search": "Supprimer la recherche « {name} »",
  },
);
