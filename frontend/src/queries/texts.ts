import { defineTexts } from "../i18n/texts";

export const listTexts = defineTexts(
  { more: "Show more", columns: "Columns", "sorted-part": "Only the {count} rows on this page are sorted." },
  { more: "Afficher plus", columns: "Colonnes", "sorted-part": "Seules les {count} lignes affichées sont triées." },
);
