import { reloadAfterRelease } from "../ui/reloadAfterRelease";
import type { Area } from "./catalogs";
import { LANGUAGES, type Language, loadLanguage, loadOffered } from "./languages";
import type { AreaTexts } from "./texts";

const CATALOGS = import.meta.glob<AreaTexts>("../../locales/*/**/*.json", { import: "default" });

/** A promise as React's `use` marks it, which reads one that is fulfilled at once. */
interface Loading extends Promise<AreaTexts> {
  status?: "fulfilled" | "pending" | "rejected";
  value?: AreaTexts;
}

const loadings = Object.fromEntries(LANGUAGES.map((language) => [language, new Map<Area, Loading>()]));

/** Loads an area's texts in a language, once. What fails stays failed until the page is loaded again, as code does. */
export function loadTexts(language: Language, area: Area): Promise<AreaTexts> {
  const loading = loadings[language]?.get(area) ?? fetchTexts(language, area);
  loadings[language]?.set(area, loading);
  return loading;
}

/** An area's texts in a language, if they are loaded. */
export function loadedTexts(language: Language, area: Area): AreaTexts | undefined {
  return loadings[language]?.get(area)?.value;
}

/** Starts to load texts in the language of the page. Failures are left to the component that uses the texts. */
export function startTexts(...areas: readonly Area[]): void {
  const language = loadLanguage(localStorage, navigator.languages, loadOffered(localStorage));
  for (const area of areas) loadTexts(language, area).catch(() => undefined);
}

/** Starts to load, in another language, every area that the page has in this one. */
export function startLanguage(from: Language, to: Language): void {
  for (const area of loadings[from]?.keys() ?? []) loadTexts(to, area).catch(() => undefined);
}

/** Loads code and the texts of its areas at the same time. */
export function withTexts<Code>(areas: readonly Area[], load: () => Promise<Code>): () => Promise<Code> {
  return () => {
    startTexts(...areas);
    return load();
  };
}

function fetchTexts(language: Language, area: Area): Loading {
  const load = CATALOGS[`../../locales/${language}/${area}.json`];
  if (load === undefined) throw new Error(`There is no catalogue of ${area} in ${language}.`);
  const loading: Loading = reloadAfterRelease(load)();
  loading.then((value) => Object.assign(loading, { status: "fulfilled", value })).catch(() => undefined);
  return loading;
}
