import { defineTexts } from "../../i18n/texts";

export const relatedTexts = defineTexts(
  { related: "You may also like", viewed: "Recently viewed" },
  { related: "Vous aimerez aussi", viewed: "Vus récemment" },
);
