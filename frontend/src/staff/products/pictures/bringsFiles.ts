import type { DragEvent } from "react";

/** Whether files of the computer are dragged, and not a picture of the list. */
export function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes("Files");
}
