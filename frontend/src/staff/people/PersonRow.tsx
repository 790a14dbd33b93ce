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
import { peopleTexts } from "./texts";
import { usePersonChange, useSessionsEnd } from "./usePeople";
import { useRoleName } from "./useRoleName";

const LEAVES = "shopper";

/** A person of the staff, and what an administrator can do: another role, disabling, and logging them out. */
export function PersonRow({ person, roles }: { person: PersonView; roles: readonly string[] }) {
  const t = useTexts(peopleTexts);
  const roleName = useRoleName();
  const may = useMay();
  const mayChange = may("people.change");
  const change = usePersonChange(person);
  const ending = useSessionsEnd(person);
  const [role, choose] = useState(person.role);
  const [asked, ask] = useState<"disable" | "leave" | null>(null);
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
        {person.state === "active" && mayChange && (
          <Button kind="danger" busy={change.isPending} onClick={() => ask("disable")}>
            {t("disable")}
          </Button>
        )}
        {person.state === "disabled" && mayChange && (
          <Button kind="secondary" busy={change.isPending} onClick={() => change.send({ is_disabled: false })}>
            {t("enable")}
          </Button>
        )}
      </div>
      {asked !== null && (
        <ConfirmDialog
          title={t(`${asked}-ask`, { name })}
          label={t(`${asked}-yes`)}
          onConfirm={() => change.send(asked === "disable" ? { is_disabled: true } : { role: LEAVES })}
          onClose={() => ask(null)}
        >
          <p>{t(`${asked}-advice`)}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
