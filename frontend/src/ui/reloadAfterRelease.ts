const KEY = "cloudshop.reloaded";

/** The code of a page could not be loaded, because the shop cannot be reached. */
export class CodeUnreachable extends Error {}

/**
 * Loads code, and reloads the page if its file is gone, as it is after a release. It reloads each URL once; a file that
 * stays missing is an error that the page shows. Throws CodeUnreachable where the shop cannot be reached.
 */
export function reloadAfterRelease<Code>(load: () => Promise<Code>): () => Promise<Code> {
  return () =>
    load().catch(async (failure: unknown) => {
      const { href } = location;
      if (!(await canReach(href))) throw new CodeUnreachable();
      if (sessionStorage.getItem(KEY) === href) throw failure;
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
