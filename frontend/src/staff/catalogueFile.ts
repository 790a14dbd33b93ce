export type FileProblem = "too-large" | "empty";

/** What is wrong with a file, of which the shop takes `bytesMax`. */
export function checkFile({ size }: Pick<File, "size">, bytesMax = Number.POSITIVE_INFINITY): FileProblem | null {
  if (size === 0) return "empty";
  return size > bytesMax ? "too-large" : null;
}
