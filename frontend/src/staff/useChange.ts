import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { STAFF } from "./key";

interface Options<Answer> {
  readonly onDone?: (answer: Answer) => void;
  readonly onError?: (problem: unknown) => void;
  /** What shoppers see of it. */
  readonly changes?: QueryKey;
}

/** Something that staff do. While it is not answered it is not done again, and afterwards the lists are asked anew. */
export function useChange<Given, Answer>(
  name: string,
  change: (given: Given) => Promise<Answer>,
  { onDone, onError, changes }: Options<Answer> = {},
) {
  const queries = useQueryClient();
  const mutationKey = [...STAFF, name];
  const changing = useMutation({
    mutationKey,
    mutationFn: change,
    onSuccess: (answer) => onDone?.(answer),
    onError: (problem) => onError?.(problem),
    // A refusal tells of news, too: somebody else was faster.
    onSettled: () => {
      queries.invalidateQueries({ queryKey: STAFF });
      if (changes) queries.invalidateQueries({ queryKey: changes });
    },
  });
  return {
    done: changing.data,
    problem: changing.error,
    isBusy: changing.isPending,
    send: (given: Given) => {
      // Asked of the queries, since a second click comes before this component has heard of the first.
      if (queries.isMutating({ mutationKey, exact: true }) === 0) changing.mutate(given);
    },
  };
}
