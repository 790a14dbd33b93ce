import type { ReactNode } from "react";
import { PagedItems, type PagedItemsProps } from "./PagedItems";
import styles from "./PagedItems.module.css";

interface Props<Page, Item> extends PagedItemsProps<Page, Item> {
  children: (item: Item) => ReactNode;
}

/** The rows of a list that is read page by page, or `empty` if it has none. */
export function PagedList<Page, Item>({ children, ...list }: Props<Page, Item>) {
  return <PagedItems {...list}>{(items) => <ul className={styles.rows}>{items.map(children)}</ul>}</PagedItems>;
}
