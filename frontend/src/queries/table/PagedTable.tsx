import { lazy, Suspense } from "react";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { reloadAfterRelease } from "../../ui/reloadAfterRelease";
import { PagedItems, type PagedItemsProps } from "../PagedItems";
import type { Column } from "./columns";

// Loaded beside the page, whose own fields come first. `lazy` forgets that a component is generic.
const Table = lazy(reloadAfterRelease(() => import("./Table"))) as unknown as typeof import("./Table").default;

interface Props<Page, Item> extends PagedItemsProps<Page, Item> {
  /** What the rows are, such as "Orders". */
  label: string;
  /** What this browser remembers the choice of columns by. */
  name: string;
  keyOf: (item: Item) => string;
  columns: readonly Column<Item>[];
}

/** A table that is read page by page, or `empty` if it has no rows. */
export function PagedTable<Page, Item extends object>({ query, itemsOf, empty, ...table }: Props<Page, Item>) {
  return (
    <PagedItems query={query} itemsOf={itemsOf} empty={empty}>
      {(items) => (
        <Suspense fallback={<Skeleton shape="block" />}>
          <Table items={items} isWhole={!query.hasNextPage} {...table} />
        </Suspense>
      )}
    </PagedItems>
  );
}
