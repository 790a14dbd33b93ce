import { useStoredList } from "../../ui/useStoredList";

/** The columns that somebody has hidden in the table of this name, as this browser remembers them. */
export function useHiddenColumns(table: string) {
  const [hidden, write] = useStoredList(`cloudshop.table.${table}`, (value) => typeof value === "string");
  const toggle = (column: string) =>
    write(hidden.includes(column) ? hidden.filter((one) => one !== column) : [...hidden, column]);
  return [hidden, toggle] as const;
}
