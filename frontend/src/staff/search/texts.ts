import { defineTexts } from "../../i18n/texts";

export const searchTexts = defineTexts(
  {
    title: "Search",
    found: "Found for “{text}”",
    "too-short": "Enter at least {count} characters",
    orders: "Orders",
    "no-orders": "No order was found.",
    "all-orders": "All orders that were found",
    customer: "Everything ordered by {email}",
    products: "Products",
    "no-products": "No product was found.",
    "all-products": "All products that were found",
  },
  {
    title: "Recherche",
    found: "Résultats pour « {text} »",
    "too-short": "Saisissez au moins {count} caractères",
    orders: "Commandes",
    "no-orders": "Aucune commande trouvée.",
    "all-orders": "Toutes les commandes trouvées",
    customer: "Tout ce que {email} a commandé",
    products: "Produits",
    "no-products": "Aucun produit trouvé.",
    "all-products": "Tous les produits trouvés",
  },
);
