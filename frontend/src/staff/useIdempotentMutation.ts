import { isOutcomeKnown, type PendingRequest, PendingRequestStore } from "../api/pendingRequest";
import { useShop } from "../session/shop";
import { type StaffMutation, useStaffMutation } from "./useStaffMutation";

export interface IdempotentMutation<Body, Result> extends StaffMutation<Body, Result> {
  /** The body of a request whose outcome is not known. It is sent again as it was, whatever is typed meanwhile. */
  readonly unanswered: Body | null;
}

/** Makes a change that must take effect once: its Idempotency-Key stays in this tab until the outcome is known. */
export function useIdempotentMutation<Body, Result>(
  name: string,
  call: (request: PendingRequest<Body>) => Promise<Result>,
  onDone?: (result: Result) => void,
  onError?: (problem: unknown) => void,
): IdempotentMutation<Body, Result> {
  const { tab } = useShop();
  const requests = new PendingRequestStore<Body>(tab, `cloudshop.${name}`);
  const mutation = useStaffMutation(name, (body: Body) => call(requests.begin(body)), {
    onDone: (result) => {
      requests.clear();
      onDone?.(result);
    },
    onError: (problem) => {
      if (isOutcomeKnown(problem)) requests.clear();
      onError?.(problem);
    },
  });
  return { ...mutation, unanswered: requests.current()?.body ?? null };
}
