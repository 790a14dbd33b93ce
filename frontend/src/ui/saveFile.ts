/** Has the browser save the file under the name. A plain link could neither renew the session nor report a problem. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** The name of an export: today is in it, so that several stay apart. */
export function exportName(kind: string): string {
  return `${kind}-${new Date().toISOString().slice(0, 10)}.csv`;
}
