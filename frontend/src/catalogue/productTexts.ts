import { defineTexts } from "../i18n/texts";

export const productTexts = defineTexts(
  {
    picture: "Picture {number} of {count}",
    "sold-out": "Sold out",
    "in-stock": "In stock, sent within two days",
    few: { one: "Only {count} left", other: "Only {count} left" },
    "all-in-cart": "All that are left are in your cart.",
  },
  {
    picture: "Image {number} sur {count}",
    "sold-out": "Épuisé",
    "in-stock": "En stock, expédié sous deux jours",
    few: { one: "Plus que {count} exemplaire", other: "Plus que {count} exemplaires" },
    "all-in-cart": "Tous les exemplaires restants sont dans votre panier.",
  },
);
