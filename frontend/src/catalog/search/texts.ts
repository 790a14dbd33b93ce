import { defineTexts } from "../../i18n/texts";

export const searchTexts = defineTexts(
  {
    search: "Search for products",
    "search-button": "Search",
    suggestions: "Suggestions",
    "suggestions-found": {
      one: "{count} suggestion, use the arrow keys",
      other: "{count} suggestions, use the arrow keys",
    },
    "suggestions-none": "No suggestions",
  },
  {
    search: "Rechercher un produit",
    "search-button": "Rechercher",
    suggestions: "Suggestions",
    "suggestions-found": {
      one: "{count} suggestion, utilisez les flèches",
      other: "{count} suggestions, utilisez les flèches",
    },
    "suggestions-none": "Aucune suggestion",
  },
);
