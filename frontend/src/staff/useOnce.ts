import { type Attempt, AttemptStore, isDecided } from "../api/attempt";
import { useShop } from "../shop/useShop";
import { useChange } from "./useChange";

/**
 * Something that must not be done twice: its Idempotency-Key is kept in this tab until the shop has decided. What is
 * `open` is sent again as it was, whatever is typed meanwhile.
 */
export function useOnce<Body, Answer>(
  name: string,
  call: (attempt: Attempt<Body>) => Promise<Answer>,
  onDone?: (answer: Answer) => void,
) {
  const { tab } = useShop();
  const attempts = new AttemptStore<Body>(tab, `cloudshop.${name}`);
  const change = useChange(name, (body: Body) => call(attempts.begin(body)), {
    onDone: (answer) => {
      attempts.settle();
      onDone?.(answer);
    },
    onError: (problem) => {
      if (isDecided(problem)) attempts.settle();
    },
  });
  return { ...change, open: attempts.pending()?.body ?? null };
}
