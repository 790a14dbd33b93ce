import type { ReactNode } from "react";
import { Link } from "react-router";
import { Loaded } from "../../queries/Loaded";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Card } from "../../ui/page/Card";
import styles from "../Rows.module.css";
import type { FoundQuery } from "./useFound";

interface Props<Item> {
  title: string;
  none: string;
  /** The page that lists all of them. */
  all: { path: string; label: string };
  query: FoundQuery<Item>;
  children: (item: Item) => ReactNode;
}

/** The first of what was found of one kind, with a link to the rest. */
export function FoundCard<Item>({ title, none, all, query, children }: Props<Item>) {
  return (
    <Card title={title}>
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {({ items, isWhole }) => (
          <>
            {items.length === 0 ? <p>{none}</p> : <ul className={styles.rows}>{items.map(children)}</ul>}
            {!isWhole && <Link to={all.path}>{all.label}</Link>}
          </>
        )}
      </Loaded>
    </Card>
  );
}
