import { useEffect } from "react";

/**
 * Lets the function behind a form start while the form is filled in. Nothing waits for it, and a failure costs only the
 * time that it would have saved.
 */
export function useWake(path: string): void {
  useEffect(() => {
    void announce(path);
  }, [path]);
}

async function announce(path: string): Promise<void> {
  try {
    await fetch(path, { method: "OPTIONS" });
  } catch {
    // The form's own request will say what is wrong.
  }
}
