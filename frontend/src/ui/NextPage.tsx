import { Button } from "./Button";
import { ProblemNotice } from "./ProblemNotice";

export interface NextPageQuery {
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly fetchNextPage: () => unknown;
}

/** Fetches a list's next page, where there is one, and tells what went wrong with it. */
export function NextPage({ query, label }: { query: NextPageQuery; label: string }) {
  return (
    <>
      {query.isFetchNextPageError && <ProblemNotice problem={query.error} />}
      {query.hasNextPage && (
        <Button kind="secondary" busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {label}
        </Button>
      )}
    </>
  );
}
