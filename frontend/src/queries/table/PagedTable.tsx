import type { RowData } from "@tanstack/react-table";
import type { ReactNode } from "react";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Loaded } from "../Loaded";
import { NextPage } from "../NextPage";
import type { PagesQuery } from "../PagedList";
import styles from "../PagedList.module.css";
import type { Column } from "./columns";
import { Table } from "./Table";

interface Props<Page, Item> {
  /** What the rows are, such as "Orders". */
  label: string;
  /** What this browser remembers the choice of columns by. */
  name: string;
  query: PagesQuery<Page>;
  itemsOf: (page: Page) => readonly Item[];
  keyOf: (item: Item) => string;
  columns: readonly Column<Item>[];
  empty: ReactNode;
}

/** A table that is read page by page, or `empty` if it has no rows. */
export function PagedTable<Page, Item extends RowData>({ query, itemsOf, empty, ...table }: Props<Page, Item>) {
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" />}>
      {({ pages }) => {
        const items = pages.flatMap(itemsOf);
        if (items.length === 0) return empty;
        return (
          <div className={styles.list}>
            <Table items={items} isWhole={!query.hasNextPage} {...table} />
            <NextPage query={query} />
          </div>
        );
      }}
    </Loaded>
  );
}
