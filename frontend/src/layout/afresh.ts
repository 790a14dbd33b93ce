const KEY = "cloudshop.loaded-afresh";
const PAUSE_MILLISECONDS = 60_000;

type Surroundings = Pick<Window, "fetch" | "location" | "sessionStorage">;

/**
 * Loads a page's code. After a release its old file is gone: then the whole shop is loaded anew, if it can be reached,
 * and at most once a minute, so that a file that stays missing ends in an error with a button and not in a loop.
 */
export function afresh<Code>(load: () => Promise<Code>, page: Surroundings = window): () => Promise<Code> {
  return () =>
    load().catch(async (gone: unknown) => {
      if (justLoaded(page.sessionStorage) || !(await isThere(page))) throw gone;
      page.sessionStorage.setItem(KEY, String(Date.now()));
      page.location.reload();
      // Nothing more is shown of the old release.
      return new Promise<Code>(() => undefined);
    });
}

const justLoaded = (storage: Storage) => Date.now() - Number(storage.getItem(KEY)) < PAUSE_MILLISECONDS;

const isThere = (page: Surroundings) =>
  page.fetch(page.location.href, { method: "HEAD", cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
