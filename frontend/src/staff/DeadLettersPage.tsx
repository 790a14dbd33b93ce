import { useSearchParams } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { SelectField } from "../ui/SelectField";
import { useShown } from "../ui/useShown";
import { DeadLetterList } from "./DeadLetterList";
import { deadLetterTexts } from "./deadLetterTexts";
import styles from "./Rows.module.css";
import { StaffArea } from "./StaffArea";
import { StaffPage } from "./StaffPage";
import { LETTER_STATES, type LetterState } from "./useDeadLetters";

/** /staff/dead-letters: events that a consumer did not take, why, and what to do about them. */
export default function DeadLettersPage() {
  return (
    <StaffArea>
      <DeadLetters />
    </StaffArea>
  );
}

function DeadLetters() {
  const t = useTexts(deadLetterTexts);
  const [search, setSearch] = useSearchParams();
  const asked = LETTER_STATES.find((one) => one === search.get("state")) ?? "open";
  const [state, choose] = useShown<LetterState>(asked, (next) => setSearch({ state: next }));
  return (
    <StaffPage title={t("title")} lead={t("lead")}>
      <search className={styles.filters}>
        <SelectField label={t("state")} value={state} onChange={(event) => choose(event.target.value as LetterState)}>
          {LETTER_STATES.map((one) => (
            <option key={one} value={one}>
              {t(`state-${one}`)}
            </option>
          ))}
        </SelectField>
      </search>
      <DeadLetterList state={asked} />
    </StaffPage>
  );
}
