import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import styles from "./Rows.module.css";

/** Numbers in a row, each with its label; amounts come as texts. */
export function Counts({ counts }: { counts: readonly { label: string; count: number | string }[] }) {
  const { language } = useLanguage();
  return (
    <dl className={styles.counts}>
      {counts.map(({ label, count }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{typeof count === "number" ? count.toLocaleString(LOCALES[language]) : count}</dd>
        </div>
      ))}
    </dl>
  );
}
