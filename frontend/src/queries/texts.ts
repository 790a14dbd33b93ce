import { defineTexts } from "../i18n/texts";

export const listTexts = defineTexts({ more: "Show more" }, { more: "Afficher plus" });
