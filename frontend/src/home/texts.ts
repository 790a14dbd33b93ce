import { defineTexts } from "../i18n/texts";

export const homeTexts = defineTexts(
  {
    title: "Things made to last",
    lead: "Useful, well made and drawn by hand.",
    categories: "What are you looking for?",
    newest: "Just arrived",
    all: "See all products",
    products: { one: "{count} product", other: "{count} products" },
  },
  {
    title: "Des objets faits pour durer",
    lead: "Utiles, bien faits et dessinés à la main.",
    categories: "Que cherchez-vous ?",
    newest: "Nouveautés",
    all: "Voir tous les produits",
    products: { one: "{count} produit", other: "{count} produits" },
  },
);
