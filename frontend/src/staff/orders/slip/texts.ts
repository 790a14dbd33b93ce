import { defineTexts } from "../../../i18n/texts";

export const slipTexts = defineTexts(
  {
    title: "Packing slip {number}",
    sender: "{shop}, order of {date}",
    to: "To",
    items: "In this parcel",
    print: "Print",
    back: "Back to the order",
    slip: "Packing slip",
    customer: "All orders of this customer",
  },
  {
    title: "Bordereau {number}",
    sender: "{shop}, commande du {date}",
    to: "Destinataire",
    items: "Dans ce colis",
    print: "Imprimer",
    back: "Retour à la commande",
    slip: "Bordereau",
    customer: "Toutes les commandes de ce client",
  },
);
