import field from "./Field.module.css";
import form from "./Form.module.css";

interface Props {
  legend: string;
  problem?: string | undefined;
  all: readonly string[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** A box to tick for each name. */
export function TickBoxes({ legend, problem, all, chosen, onChoose }: Props) {
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    onChoose(next);
  };
  return (
    <fieldset>
      <legend className={field.legend}>{legend}</legend>
      {problem && (
        <p role="alert" className={field.problem}>
          {problem}
        </p>
      )}
      <div className={form.actions}>
        {all.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={chosen.has(name)} onChange={() => toggle(name)} /> {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
