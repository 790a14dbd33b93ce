/** As much as the shop takes, functions/catalog/csv/views.py has it. */
export const FILE_BYTES_MAX = 5_242_880;

export type FileProblem = "too-large" | "empty";

export function checkFile({ size }: Pick<File, "size">): FileProblem | null {
  if (size === 0) return "empty";
  return size > FILE_BYTES_MAX ? "too-large" : null;
}
