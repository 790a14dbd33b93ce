import {
  type ColumnDef,
  createSortedRowModel,
  type RowData,
  rowSortingFeature,
  sortFns,
  tableFeatures,
} from "@tanstack/react-table";
import type { ReactNode } from "react";

/** A column of a table. */
export interface Column<Item> {
  readonly id: string;
  readonly label: string;
  readonly sortedBy: (item: Item) => string | number;
  readonly show: (item: Item) => ReactNode;
  readonly isNumber?: boolean;
  /** A row is known by this column: it cannot be hidden. */
  readonly isName?: boolean;
}

export const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFns.basic },
});

/** The columns as the table library takes them: it only sorts, and the page shows. */
export function definitionsOf<Item extends RowData>(
  columns: readonly Column<Item>[],
): ColumnDef<typeof features, Item, unknown>[] {
  return columns.map(({ id, sortedBy }) => ({ id, accessorFn: sortedBy, sortFn: "basic", sortDescFirst: false }));
}
