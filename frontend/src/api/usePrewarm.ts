import { useEffect, useRef } from "react";

// A function that was woken, and not called, stays for fifteen seconds (its window in scaling.yaml).
const AGAIN_MILLISECONDS = 10_000;

/**
 * Lets the function behind a form start while the form is filled in. Nothing waits for it, and a failure costs only the
 * time that it would have saved.
 */
export function usePrewarm(path: string): void {
  useEffect(() => {
    void announce(path);
  }, [path]);
}

/** The same for what people do without opening a form first: to be called when they are about to. */
export function usePrewarmBefore(path: string): () => void {
  const announced = useRef(Number.NEGATIVE_INFINITY);
  return () => {
    if (performance.now() - announced.current < AGAIN_MILLISECONDS) return;
    announced.current = performance.now();
    void announce(path);
  };
}

async function announce(path: string): Promise<void> {
  try {
    await fetch(path, { method: "OPTIONS" });
  } catch {
    // The form's own request will say what is wrong.
  }
}
