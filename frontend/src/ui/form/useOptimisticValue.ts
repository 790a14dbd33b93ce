import { startTransition, useOptimistic } from "react";

/**
 * Holds a value that lives in the URL. A new value shows at once, although the navigation may take a moment; without
 * this the control would show the old value until then.
 */
export function useOptimisticValue<Value>(
  value: Value,
  navigate: (value: Value) => void,
): [Value, (next: Value) => void] {
  const [optimistic, setOptimistic] = useOptimistic(value);
  const change = (next: Value) =>
    startTransition(() => {
      setOptimistic(next);
      navigate(next);
    });
  return [optimistic, change];
}
