/** The object without what is null. */
export function compact<Key extends string, Value>(given: Record<Key, Value | null>): Partial<Record<Key, Value>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Partial<Record<Key, Value>>;
}
