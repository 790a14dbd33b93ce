const KEY = "cloudshop.loaded-afresh";

/**
 * Loads a page's code. After a release its old file is gone: then the whole shop is loaded anew, if it can be reached,
 * and once for each address, so that a file that stays missing ends in an error with a button and not in a loop.
 */
export function afresh<Code>(load: () => Promise<Code>): () => Promise<Code> {
  return () =>
    load().catch(async (gone: unknown) => {
      const { href } = location;
      if (sessionStorage.getItem(KEY) === href || !(await isThere(href))) throw gone;
      sessionStorage.setItem(KEY, href);
      location.reload();
      // Nothing more is shown of the old release.
      return new Promise<Code>(() => undefined);
    });
}

const isThere = (href: string) =>
  fetch(href, { method: "HEAD" }).then(
    ({ ok }) => ok,
    () => false,
  );
