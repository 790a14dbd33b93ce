import { defineTexts } from "../../i18n/texts";

export const orderAddressTexts = defineTexts(
  {
    change: "Change the address",
    advice:
      "Only within the same country: elsewhere, VAT and shipping cost something else. To send it to another country, cancel the order and place it again.",
    save: "Save the address",
    keep: "Leave it as it is",
    "take-out": "Take items out of the order",
    "take-out-advice":
      "You pay for what is left, with the discounts that it has. The shipping costs stay as they are. To take everything out, cancel the order.",
    "take-out-quantity": "How many of {title} to take out",
    "take-out-next": "Continue",
    "take-out-ask": "You pay {amount} less. This cannot be undone.",
    "take-out-yes": "Yes, take them out",
    "nothing-chosen": "Choose at least one item, and leave at least one.",
  },
  {
    change: "Modifier l’adresse",
    advice:
      "Seulement dans le même pays : ailleurs, la TVA et la livraison changent. Pour un autre pays, annulez la commande et passez-la de nouveau.",
    save: "Enregistrer l’adresse",
    keep: "La laisser telle quelle",
    "take-out": "Retirer des articles de la commande",
    "take-out-advice":
      "Vous payez ce qui reste, avec les remises qui s’y appliquent. Les frais de livraison restent les mêmes. Pour tout retirer, annulez la commande.",
    "take-out-quantity": "Combien retirer de {title}",
    "take-out-next": "Continuer",
    "take-out-ask": "Vous payez {amount} de moins. On ne peut plus revenir en arrière.",
    "take-out-yes": "Oui, les retirer",
    "nothing-chosen": "Choisissez au moins un article, et laissez-en au moins un.",
  },
);
