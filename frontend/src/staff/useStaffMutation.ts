import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { STAFF_KEY } from "../queries/keys";

interface Options<Result> {
  readonly onDone?: (result: Result) => void;
  readonly onError?: (problem: unknown) => void;
  /** The shoppers' queries that the change makes stale. */
  readonly changes?: QueryKey;
}

export interface StaffMutation<Input, Result> {
  readonly result: Result | undefined;
  readonly problem: Error | null;
  readonly isPending: boolean;
  readonly send: (input: Input) => void;
}

/** Makes a change for staff. A second click does not send it twice, and every response refreshes the staff lists. */
export function useStaffMutation<Input, Result>(
  name: string,
  change: (input: Input) => Promise<Result>,
  { onDone, onError, changes }: Options<Result> = {},
): StaffMutation<Input, Result> {
  const queries = useQueryClient();
  const mutationKey = [...STAFF_KEY, name];
  const mutation = useMutation({
    mutationKey,
    mutationFn: change,
    onSuccess: (result) => onDone?.(result),
    onError: (problem) => onError?.(problem),
    // Also after a refusal, since another member of staff may have made the change first.
    onSettled: () => {
      queries.invalidateQueries({ queryKey: STAFF_KEY });
      if (changes) queries.invalidateQueries({ queryKey: changes });
    },
  });
  return {
    result: mutation.data,
    problem: mutation.error,
    isPending: mutation.isPending,
    send: (input) => {
      // The client knows of a pending mutation before this component renders again, so it stops a double click.
      if (queries.isMutating({ mutationKey, exact: true }) === 0) mutation.mutate(input);
    },
  };
}
