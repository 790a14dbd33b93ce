import type { InfiniteData } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/useTexts";
import { EmptyState } from "../ui/EmptyState";
import { Loaded } from "../ui/Loaded";
import { NextPage, type NextPageQuery } from "../ui/NextPage";
import { Skeleton } from "../ui/Skeleton";
import styles from "./Rows.module.css";
import { staffTexts } from "./texts";

interface PagedQuery<Answer> extends NextPageQuery {
  readonly data: InfiniteData<Answer> | undefined;
  readonly refetch: () => unknown;
}

/** A list that comes page by page; `none` says that there is nothing in it. */
export function Paged<Answer, Item>({
  query,
  itemsOf,
  none,
  children,
}: {
  query: PagedQuery<Answer>;
  itemsOf: (page: Answer) => readonly Item[];
  none: string;
  children: (item: Item) => ReactNode;
}) {
  const t = useTexts(staffTexts);
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" />}>
      {({ pages }) => {
        const items = pages.flatMap(itemsOf);
        if (items.length === 0) return <EmptyState title={none} />;
        return (
          <div className={styles.list}>
            <ul className={styles.rows}>{items.map(children)}</ul>
            <NextPage query={query} label={t("more")} />
          </div>
        );
      }}
    </Loaded>
  );
}
