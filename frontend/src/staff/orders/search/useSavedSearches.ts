import { useStoredList } from "../../../ui/useStoredList";

/** A search with a name: `query` is what stands behind the question mark of the page's URL. */
interface SavedSearch {
  readonly name: string;
  readonly query: string;
}

const COUNT_MAX = 20;
export const NAME_MAX = 40;

/** The searches that this browser remembers, the newest first. A name that exists gets the new search. */
export function useSavedSearches() {
  const [saved, write] = useStoredList("cloudshop.searches.orders", isSavedSearch);
  const without = (name: string) => saved.filter((one) => one.name !== name);
  return {
    saved,
    save: (search: SavedSearch) => write([search, ...without(search.name)].slice(0, COUNT_MAX)),
    remove: (name: string) => write(without(name)),
  };
}

function isSavedSearch(value: unknown): value is SavedSearch {
  const { name, query } = (value ?? {}) as Partial<SavedSearch>;
  return typeof name === "string" && typeof query === "string";
}
