import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/form/Button";
import { ProblemNotice } from "./ProblemNotice";

export interface NextPageQuery {
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly fetchNextPage: () => unknown;
}

/** The button that reads a list's next page, if there is one, and the problem if that failed. */
export function NextPage({ query }: { query: NextPageQuery }) {
  const t = useTexts("shop", "lists");
  return (
    <>
      {query.isFetchNextPageError && <ProblemNotice problem={query.error} />}
      {query.hasNextPage && (
        <Button kind="secondary" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}
