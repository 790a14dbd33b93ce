import { reloadAfterRelease } from "../ui/reloadAfterRelease";
import type { Area } from "./catalogs";
import { LANGUAGES, type Language, loadLanguage, loadOffered } from "./languages";
import type { AreaTexts } from "./texts";

const CATALOGS = import.meta.glob<AreaTexts>("../../locales/*/**/*.json", { import: "default" });

interface Loading {
  readonly promise: Promise<AreaTexts>;
  texts?: AreaTexts;
  failure?: unknown;
}

const loadings = Object.fromEntries(LANGUAGES.map((language) => [language, new Map<Area, Loading>()]));

/** Loads an area's texts in a language, once. What fails stays failed until the page is loaded again, as code does. */
export function loadTexts(language: Language, area: Area): Promise<AreaTexts> {
  return loadingOf(language, area).promise;
}

/** An area's texts in a language, for a component: throws their promise until they are loaded, which suspends it. */
export function readTexts(language: Language, area: Area): AreaTexts {
  const { texts, failure, promise } = loadingOf(language, area);
  if (texts) return texts;
  // `use` would leave what tests render unfinished, even with texts that are loaded.
  throw failure ?? promise;
}

/** An area's texts in a language, if they are loaded. */
export function loadedTexts(language: Language, area: Area): AreaTexts | undefined {
  return loadings[language]?.get(area)?.texts;
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

function loadingOf(language: Language, area: Area): Loading {
  const known = loadings[language]?.get(area);
  if (known) return known;
  const loading: Loading = { promise: fetchTexts(language, area) };
  loading.promise.then(
    (texts) => Object.assign(loading, { texts }),
    (failure) => Object.assign(loading, { failure }),
  );
  loadings[language]?.set(area, loading);
  return loading;
}

function fetchTexts(language: Language, area: Area): Promise<AreaTexts> {
  const load = CATALOGS[`../../locales/${language}/${area}.json`];
  if (load === undefined) throw new Error(`There is no catalogue of ${area} in ${language}.`);
  return reloadAfterRelease(load)();
}
