import type { InfiniteData } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Skeleton } from "../ui/feedback/Skeleton";
import { Loaded } from "./Loaded";
import { NextPage, type NextPageQuery } from "./NextPage";
import styles from "./PagedItems.module.css";

export interface PagesQuery<Page> extends NextPageQuery {
  readonly data: InfiniteData<Page> | undefined;
  readonly refetch: () => unknown;
}

export interface PagedItemsProps<Page, Item> {
  query: PagesQuery<Page>;
  itemsOf: (page: Page) => readonly Item[];
  empty: ReactNode;
}

/** All that was read of a list so far, with a button for its next page, or `empty` if it has none. */
export function PagedItems<Page, Item>({
  query,
  itemsOf,
  empty,
  children,
}: PagedItemsProps<Page, Item> & { children: (items: readonly Item[]) => ReactNode }) {
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" />}>
      {({ pages }) => {
        const items = pages.flatMap(itemsOf);
        if (items.length === 0) return empty;
        return (
          <div className={styles.list}>
            {children(items)}
            <NextPage query={query} />
          </div>
        );
      }}
    </Loaded>
  );
}
