import type { Area } from "../../src/i18n/catalogs";
import { LANGUAGES } from "../../src/i18n/languages";
import { loadTexts } from "../../src/i18n/loadTexts";

// Components find their texts loaded, as on a page that has been shown before.
const AREAS = Object.keys(import.meta.glob("../../locales/en/**/*.json"))
  .map((path) => path.replace("../../locales/en/", "").replace(".json", ""))
  .map((name) => name as Area);

await Promise.all(LANGUAGES.flatMap((language) => AREAS.map((area) => loadTexts(language, area))));
