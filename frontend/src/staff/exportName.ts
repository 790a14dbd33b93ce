/** Today in the file's name, so that several exports stay apart. */
export function named(kind: string): string {
  return `${kind}-${new Date().toISOString().slice(0, 10)}.csv`;
}
