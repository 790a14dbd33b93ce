import { useTexts } from "../i18n/useTexts";
import { Notice } from "../ui/Notice";
import { catalogueStaffTexts } from "./catalogueTexts";
import type { Fault } from "./faults";
import styles from "./Rows.module.css";

/** What is wrong with a file, line by line, in the shop's own words. */
export function FaultList({ faults: { told, total } }: { faults: { told: readonly Fault[]; total: number } }) {
  const t = useTexts(catalogueStaffTexts);
  return (
    <Notice tone="danger" urgent>
      <p>{t("refused", { count: total })}</p>
      <ul className={styles.rows}>
        {told.map(({ line, field, problem }) => (
          <li key={`${line} ${field} ${problem}`} className={styles.row}>
            <span>
              <strong>{t("line", { line: String(line), column: field })}</strong> <span lang="en">{problem}</span>
            </span>
          </li>
        ))}
      </ul>
      {told.length < total && <p>{t("more-faults", { count: total - told.length })}</p>}
    </Notice>
  );
}
