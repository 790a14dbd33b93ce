import { useState } from "react";

/** A list that this browser remembers under a key. What is stored there and is no item is ignored. */
export function useStoredList<Item>(key: string, isItem: (value: unknown) => value is Item) {
  const [items, setItems] = useState(() => parse(localStorage.getItem(key)).filter(isItem));
  const write = (next: readonly Item[]) => {
    localStorage.setItem(key, JSON.stringify(next));
    setItems([...next]);
  };
  return [items, write] as const;
}

function parse(text: string | null): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
