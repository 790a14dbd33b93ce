import { keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

interface Options {
  /** Whether the list stays on screen while the list for another `queryKey` is read. */
  readonly keepsPrevious?: boolean;
  readonly staleTime?: number;
}

/** Reads a list page by page: `read` gets the cursor of the page to read, which the first page does not have. */
export function usePages<Page extends { next_cursor: string | null }>(
  queryKey: QueryKey,
  read: (cursor: { cursor?: string }, signal: AbortSignal) => Promise<Page>,
  { keepsPrevious = false, ...options }: Options = {},
) {
  return useInfiniteQuery({
    ...options,
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam ? { cursor: pageParam } : {}, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
  });
}
