const KEY = "cloudshop.reloaded";

/**
 * Loads code, and reloads the page if its file is gone, as it is after a release. It reloads each URL once, and only if
 * the shop can be reached; a file that stays missing is an error that the page shows.
 */
export function reloadAfterRelease<Code>(load: () => Promise<Code>): () => Promise<Code> {
  return () =>
    load().catch(async (failure: unknown) => {
      const { href } = location;
      if (sessionStorage.getItem(KEY) === href || !(await canReach(href))) throw failure;
      sessionStorage.setItem(KEY, href);
      location.reload();
      // The old release shows nothing more while the page reloads.
      return new Promise<Code>(() => undefined);
    });
}

const canReach = (href: string) =>
  fetch(href, { method: "HEAD" }).then(
    ({ ok }) => ok,
    () => false,
  );
