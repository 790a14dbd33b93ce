import styles from "../Rows.module.css";

interface Props {
  legend: string;
  problem?: string | undefined;
  all: readonly string[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** A box to tick for each permission. */
export function PermissionBoxes({ legend, problem, all, chosen, onChoose }: Props) {
  const toggle = (permission: string) => {
    const next = new Set(chosen);
    if (!next.delete(permission)) next.add(permission);
    onChoose(next);
  };
  return (
    <fieldset>
      <legend>{legend}</legend>
      {problem && <p role="alert">{problem}</p>}
      <div className={styles.fields}>
        {all.map((permission) => (
          <label key={permission}>
            <input type="checkbox" checked={chosen.has(permission)} onChange={() => toggle(permission)} /> {permission}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
