import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { SelectField } from "../ui/form/SelectField";
import { useOptimisticValue } from "../ui/form/useOptimisticValue";
import styles from "./Rows.module.css";

/** Chooses one of the states, which the URL holds, and shows the list for it. */
export function StateFilter<State extends string>({
  states,
  initial,
  labelOf,
  children,
}: {
  states: readonly State[];
  initial: State;
  labelOf: (state: State) => string;
  children: (state: State) => ReactNode;
}) {
  const t = useTexts("staff/console", "console");
  const [searchParams, setSearchParams] = useSearchParams();
  const current = states.find((known) => known === searchParams.get("state")) ?? initial;
  const [state, choose] = useOptimisticValue<State>(current, (next) => setSearchParams({ state: next }));
  return (
    <>
      <search className={styles.filters}>
        <SelectField
          label={t("state")}
          value={state}
          options={states.map((value) => ({ value, label: labelOf(value) }))}
          onChoose={choose}
        />
      </search>
      {children(current)}
    </>
  );
}
