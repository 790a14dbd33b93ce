import { useState } from "react";
import type { PersonView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { useMay } from "../../session/useMay";
import { Notice } from "../../ui/feedback/Notice";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { SelectField } from "../../ui/form/SelectField";
import { ConfirmDialog } from "../ConfirmDialog";
import styles from "../Rows.module.css";
import { usePersonChange, useSessionsEnd } from "./usePeople";
import { useRoleName } from "./useRoleName";

const LEAVES = "shopper";
/** The actions that need a confirmation. */
const CHANGES = {
  disable: { is_disabled: true },
  leave: { role: LEAVES },
  factor: { forgets_second_factor: true },
} as const;

/** A person of the staff, and what an administrator can do: another role, disabling, and logging them out. */
export function PersonRow({ person, roles }: { person: PersonView; roles: readonly string[] }) {
  const t = useTexts("staff/people", "people");
  const roleName = useRoleName();
  const may = useMay();
  const mayChange = may("people.change");
  const change = usePersonChange(person);
  const ending = useSessionsEnd(person);
  const [role, choose] = useState(person.role);
  const [asked, ask] = useState<keyof typeof CHANGES | null>(null);
  const problem = change.problem ?? ending.problem;
  const name = person.name || person.email;
  const options = [...roles, LEAVES].map((value) => ({ value, label: roleName(value) }));
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          <strong>{name}</strong>
          <span className={styles.soft}>{person.email}</span>
        </span>
        <span>
          {roleName(person.role)} <span className={styles.soft}>{t(`state-${person.state}`)}</span>
        </span>
      </div>
      {problem && <ProblemNotice problem={problem} />}
      {ending.result !== undefined && !problem && <Notice tone="good">{t("sessions-ended")}</Notice>}
      {mayChange && (
        <div className={styles.fields}>
          <SelectField name="role" label={t("role-of", { name })} value={role} options={options} onChoose={choose} />
        </div>
      )}
      <div className={form.actions}>
        {mayChange && (
          <Button
            kind="secondary"
            busy={change.isPending}
            onClick={() => (role === LEAVES ? ask("leave") : change.send({ role }))}
          >
            {t("save")}
          </Button>
        )}
        {person.state === "active" && may("people.end-sessions") && (
          <Button kind="secondary" busy={ending.isPending} onClick={() => ending.send()}>
            {t("end-sessions")}
          </Button>
        )}
        {mayChange && <RightsButtons person={person} busy={change.isPending} onAsk={ask} onEnable={change.send} />}
      </div>
      {asked !== null && (
        <Question asked={asked} name={name} onConfirm={() => change.send(CHANGES[asked])} onClose={() => ask(null)} />
      )}
    </li>
  );
}

/** What takes rights away, or gives them back. */
function RightsButtons({
  person,
  busy,
  onAsk,
  onEnable,
}: {
  person: PersonView;
  busy: boolean;
  onAsk: (question: keyof typeof CHANGES) => void;
  onEnable: (change: { is_disabled: false }) => void;
}) {
  const t = useTexts("staff/people", "people");
  return (
    <>
      {person.state === "active" && (
        <Button kind="danger" busy={busy} onClick={() => onAsk("disable")}>
          {t("disable")}
        </Button>
      )}
      {person.has_second_factor && (
        <Button kind="danger" busy={busy} onClick={() => onAsk("factor")}>
          {t("factor")}
        </Button>
      )}
      {person.state === "disabled" && (
        <Button kind="secondary" busy={busy} onClick={() => onEnable({ is_disabled: false })}>
          {t("enable")}
        </Button>
      )}
    </>
  );
}

/** Asks whether a change that takes something away is meant. */
function Question({
  asked,
  name,
  ...answers
}: {
  asked: keyof typeof CHANGES;
  name: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useTexts("staff/people", "people");
  return (
    <ConfirmDialog title={t(`${asked}-ask`, { name })} label={t(`${asked}-yes`)} {...answers}>
      <p>{t(`${asked}-advice`)}</p>
    </ConfirmDialog>
  );
}
