import { type RowData, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import { useTexts } from "../../i18n/useTexts";
import { ColumnChoice } from "./ColumnChoice";
import { type Column, definitionsOf, features } from "./columns";
import styles from "./Table.module.css";
import { useHiddenColumns } from "./useHiddenColumns";

interface Props<Item> {
  label: string;
  name: string;
  items: readonly Item[];
  /** Whether these are all rows there are; otherwise the page says that only these are sorted. */
  isWhole: boolean;
  keyOf: (item: Item) => string;
  columns: readonly Column<Item>[];
}

const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;

/** A dense table: its header's buttons sort the rows, and its columns can be hidden. */
export default function Table<Item extends RowData>({ label, name, items, isWhole, keyOf, columns }: Props<Item>) {
  const t = useTexts("shop", "lists");
  const [hidden, toggle] = useHiddenColumns(name);
  const definitions = useMemo(() => definitionsOf(columns), [columns]);
  const table = useTable({ features, columns: definitions, data: items, getRowId: keyOf });
  const shown = columns.filter(({ id, isName }) => isName || !hidden.includes(id));
  const isSorted = table.state.sorting.length > 0;
  return (
    <>
      <ColumnChoice columns={columns} hidden={hidden} onToggle={toggle} />
      <p role="status">{isSorted && !isWhole && t("sorted-part", { count: items.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
      <section className={styles.scroll} aria-label={label} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {shown.map((column) => {
                const sorted = table.getColumn(column.id)?.getIsSorted();
                return (
                  <th
                    key={column.id}
                    scope="col"
                    className={column.isNumber ? styles.number : undefined}
                    aria-sort={sorted ? ARIA_SORT[sorted] : undefined}
                  >
                    <button type="button" onClick={() => table.getColumn(column.id)?.toggleSorting()}>
                      {column.label}
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <tr key={row.id}>
                {shown.map((column) => (
                  <td key={column.id} className={column.isNumber ? styles.number : undefined}>
                    {column.show(row.original)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
