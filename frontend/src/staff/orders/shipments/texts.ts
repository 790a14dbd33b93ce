import { defineTexts } from "../../../i18n/texts";

export const staffShipmentTexts = defineTexts(
  {
    "ship-rest": "Ship another parcel",
    quantity: "{title}: in this parcel",
    "nothing-chosen": "Choose at least one item.",
    correct: "Correct the tracking code",
    "correct-confirm": "Save",
    release: "Items that will not be shipped",
    "release-advice":
      "They go back into stock. The shopper is not charged for them, or gets a refund, after discounts. The shipping costs stay as they are.",
    "release-quantity": "{title}: not shipped",
    "release-confirm": "Do not ship these",
    "release-ask": "Reduce the order by {amount}?",
    "release-ask-advice": "The shopper gets a mail. This cannot be undone.",
    "release-yes": "Yes, reduce it by {amount}",
  },
  {
    "ship-rest": "Expédier un autre colis",
    quantity: "{title} : dans ce colis",
    "nothing-chosen": "Choisissez au moins un article.",
    correct: "Corriger le numéro de suivi",
    "correct-confirm": "Enregistrer",
    release: "Articles qui ne seront pas expédiés",
    "release-advice":
      "Ils retournent en stock. Leur prix, remises déduites, n’est pas débité, ou il est remboursé. Les frais de livraison restent les mêmes.",
    "release-quantity": "{title} : non expédié",
    "release-confirm": "Ne pas les expédier",
    "release-ask": "Réduire la commande de {amount} ?",
    "release-ask-advice": "Le client reçoit un mail. On ne peut plus revenir en arrière.",
    "release-yes": "Oui, la réduire de {amount}",
  },
);
