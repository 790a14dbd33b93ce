import styles from "./Rows.module.css";

/** Data as JSON, which opens on demand. */
export function JsonDetails({ label, value }: { label: string; value: unknown }) {
  return (
    <details>
      <summary>{label}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <pre className={styles.code} tabIndex={0} lang="en">
        {JSON.stringify(value, null, 2)}
      </pre>
    </details>
  );
}
