/** The next place in a list of `count`, round and round; -1 is the text itself. */
export function stepThrough(place: number, step: number, count: number): number {
  const places = count + 1;
  return ((((place + 1 + step) % places) + places) % places) - 1;
}
