import { startTransition, useOptimistic } from "react";

/**
 * A value whose home is the address. What somebody chooses shows at once; the address, and what follows from it, may
 * take a moment, and a control that waited for it would jump back meanwhile.
 */
export function useShown<Value>(value: Value, go: (value: Value) => void): [Value, (next: Value) => void] {
  const [shown, show] = useOptimistic(value);
  const choose = (next: Value) =>
    startTransition(() => {
      show(next);
      go(next);
    });
  return [shown, choose];
}
