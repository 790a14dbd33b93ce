import { useTexts } from "../../i18n/useTexts";
import type { Column } from "./columns";
import styles from "./Table.module.css";

interface Props<Item> {
  columns: readonly Column<Item>[];
  hidden: readonly string[];
  onToggle: (column: string) => void;
}

/** Says which columns a table shows, and lets them be chosen. */
export function ColumnChoice<Item>({ columns, hidden, onToggle }: Props<Item>) {
  const t = useTexts("shop", "lists");
  return (
    <details>
      <summary>{t("columns")}</summary>
      <fieldset className={styles.choice}>
        <legend className="visually-hidden">{t("columns")}</legend>
        {columns
          .filter(({ isName }) => !isName)
          .map(({ id, label }) => (
            <label key={id}>
              <input type="checkbox" checked={!hidden.includes(id)} onChange={() => onToggle(id)} /> {label}
            </label>
          ))}
      </fieldset>
    </details>
  );
}
