import type { OrderView } from "../../../api/schema";
import { SelectField } from "../../../ui/form/SelectField";

/** How many of each line that is left to ship. */
export function QuantityFields({
  lines,
  label,
  quantityOf,
  problem,
  onChoose,
}: {
  lines: OrderView["lines"];
  label: (title: string) => string;
  quantityOf: (line: OrderView["lines"][number]) => number;
  problem: string | undefined;
  onChoose: (sku: string, quantity: number) => void;
}) {
  return lines.map((line) => (
    <SelectField
      key={line.sku}
      label={label(line.title)}
      value={String(quantityOf(line))}
      options={Array.from({ length: line.to_ship + 1 }, (_, n) => ({ value: String(n), label: String(n) }))}
      problem={problem}
      onChoose={(quantity) => onChoose(line.sku, Number(quantity))}
    />
  ));
}
