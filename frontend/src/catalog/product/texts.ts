import { defineTexts } from "../../i18n/texts";

export const productTexts = defineTexts(
  {
    picture: "Picture {number} of {count}",
    "sold-out": "Sold out",
    "in-stock": "In stock, ships within two days",
    backordered: "On back-order: ships once it is in stock again",
    few: { one: "Only {count} left", other: "Only {count} left" },
    "all-in-cart": "The remaining stock is already in your cart.",
    "not-found": "Page not found",
    "not-found-advice": "The page may have moved, or the product is no longer sold.",
    "to-products": "See all products",
  },
  {
    picture: "Image {number} sur {count}",
    "sold-out": "Épuisé",
    "in-stock": "En stock, expédié sous deux jours",
    backordered: "En réapprovisionnement : expédié dès son retour en stock",
    few: { one: "Plus que {count} exemplaire", other: "Plus que {count} exemplaires" },
    "all-in-cart": "Tous les exemplaires restants sont dans votre panier.",
    "not-found": "Il n’y a rien ici",
    "not-found-advice": "La page a peut-être été déplacée, ou le produit n’est plus vendu.",
    "to-products": "Voir tous les produits",
  },
);
