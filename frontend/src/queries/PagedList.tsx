import type { InfiniteData } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Skeleton } from "../ui/feedback/Skeleton";
import { Loaded } from "./Loaded";
import { NextPage, type NextPageQuery } from "./NextPage";
import styles from "./PagedList.module.css";

export interface PagesQuery<Page> extends NextPageQuery {
  readonly data: InfiniteData<Page> | undefined;
  readonly refetch: () => unknown;
}

/** The rows of a list that is read page by page, or `empty` if it has none. */
export function PagedList<Page, Item>({
  query,
  itemsOf,
  empty,
  children,
}: {
  query: PagesQuery<Page>;
  itemsOf: (page: Page) => readonly Item[];
  empty: ReactNode;
  children: (item: Item) => ReactNode;
}) {
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" />}>
      {({ pages }) => {
        const items = pages.flatMap(itemsOf);
        if (items.length === 0) return empty;
        return (
          <div className={styles.list}>
            <ul className={styles.rows}>{items.map(children)}</ul>
            <NextPage query={query} />
          </div>
        );
      }}
    </Loaded>
  );
}
