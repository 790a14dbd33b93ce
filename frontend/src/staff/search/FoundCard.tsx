import type { ReactNode } from "react";
import { Link } from "react-router";
import { Card } from "../../ui/page/Card";
import styles from "../Rows.module.css";

interface Props<Item> {
  title: string;
  items: readonly Item[];
  none: string;
  /** The page that lists all of them, if these are only the first. */
  all: { path: string; label: string } | null;
  children: (item: Item) => ReactNode;
}

/** The first of what was found of one kind, with a link to the rest. */
export function FoundCard<Item>({ title, items, none, all, children }: Props<Item>) {
  return (
    <Card title={title}>
      {items.length === 0 ? <p>{none}</p> : <ul className={styles.rows}>{items.map(children)}</ul>}
      {all && <Link to={all.path}>{all.label}</Link>}
    </Card>
  );
}
