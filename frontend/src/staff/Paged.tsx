import type { InfiniteData } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Loaded } from "../ui/Loaded";
import { ProblemNotice } from "../ui/ProblemNotice";
import { Skeleton } from "../ui/Skeleton";
import styles from "./Rows.module.css";
import { staffTexts } from "./texts";

interface PagedQuery<Answer> {
  readonly data: InfiniteData<Answer> | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly fetchNextPage: () => unknown;
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
            {query.isFetchNextPageError && <ProblemNotice problem={query.error} />}
            {query.hasNextPage && (
              <Button kind="secondary" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
                {t("more")}
              </Button>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}
