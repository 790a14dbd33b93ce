import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Column } from "../src/queries/table/columns";
import Table from "../src/queries/table/Table";
import { renderShop, shopWith } from "./support/renderShop";

interface Row {
  readonly name: string;
  readonly count: number;
}

const ROWS: readonly Row[] = [
  { name: "pear", count: 9 },
  { name: "fig", count: 10 },
  { name: "apple", count: 2 },
];
const COLUMNS: readonly Column<Row>[] = [
  { id: "name", label: "Name", isName: true, sortedBy: (row) => row.name, show: (row) => row.name },
  { id: "count", label: "Count", isNumber: true, sortedBy: (row) => row.count, show: (row) => `${row.count} pieces` },
];

const open = (isWhole = true) =>
  renderShop(
    <Table label="Fruit" name="fruit" items={ROWS} isWhole={isWhole} keyOf={(row) => row.name} columns={COLUMNS} />,
    shopWith({}),
  );
const cells = () => screen.getAllByRole("row").map((row) => [...row.children].map((cell) => cell.textContent));
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe("A table", () => {
  it("shows its rows as they come", () => {
    open();
    expect(cells()).toEqual([
      ["Name", "Count"],
      ["pear", "9 pieces"],
      ["fig", "10 pieces"],
      ["apple", "2 pieces"],
    ]);
  });

  it("is sorted up, down and not at all by a column's button, and says so", () => {
    open();
    const names = () =>
      cells()
        .slice(1)
        .map(([name]) => name);
    const sort = () => screen.getByRole("columnheader", { name: "Count" }).getAttribute("aria-sort");
    press("Count");
    expect([names(), sort()]).toEqual([["apple", "pear", "fig"], "ascending"]);
    press("Count");
    expect([names(), sort()]).toEqual([["fig", "pear", "apple"], "descending"]);
    press("Count");
    expect([names(), sort()]).toEqual([["pear", "fig", "apple"], null]);
  });

  it("says that only the rows on the page are sorted while there are more", () => {
    open(false);
    expect(screen.queryByText(/Only the 3 rows/)).toBeNull();
    press("Name");
    expect(screen.getByText(/Only the 3 rows/)).toBeTruthy();
  });

  it("remembers which columns are hidden; the one that names a row cannot be", () => {
    open();
    fireEvent.click(screen.getByLabelText("Count"));
    expect(cells()[0]).toEqual(["Name"]);
    cleanup();
    open();
    expect(cells()[1]).toEqual(["pear"]);
    expect(screen.queryByLabelText("Name")).toBeNull();
    fireEvent.click(screen.getByLabelText("Count"));
    expect(cells()[0]).toEqual(["Name", "Count"]);
  });

  it.each(["{", "7"])("shows every column if what the browser remembers cannot be read (%s)", (stored) => {
    localStorage.setItem("cloudshop.table.fruit", stored);
    open();
    expect(cells()[0]).toEqual(["Name", "Count"]);
  });
});
