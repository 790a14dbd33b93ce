import { type InfiniteData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

interface Options {
  /** Whether the list for the other `queryKey` stays on screen while this one is read. */
  readonly keepsPrevious?: (other: QueryKey) => boolean;
  readonly staleTime?: number;
}

/** Reads a list page by page: `read` gets the cursor of the page to read, which the first page does not have. */
export function usePages<Page extends { next_cursor: string | null }>(
  queryKey: QueryKey,
  read: (cursor: { cursor?: string }, signal: AbortSignal) => Promise<Page>,
  { keepsPrevious, ...options }: Options = {},
) {
  return useInfiniteQuery({
    ...options,
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam ? { cursor: pageParam } : {}, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    ...(keepsPrevious && {
      placeholderData: (data: InfiniteData<Page, string> | undefined, query?: { queryKey: QueryKey }) =>
        query && keepsPrevious(query.queryKey) ? data : undefined,
    }),
  });
}
