import { useState } from "react";
import type { RoleView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { CURRENCY } from "../../money/money";
import { useMoney } from "../../money/useMoney";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { useMay } from "../../session/useMay";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { ConfirmDialog } from "../ConfirmDialog";
import styles from "../Rows.module.css";
import { useRoleName } from "./useRoleName";
import { useRoleRemoval } from "./useRoles";

/** A role and what it permits. That of administrators stays as it is. */
export function RoleRow({ role, onChange }: { role: RoleView; onChange: () => void }) {
  const t = useTexts("staff/roles", "roles");
  const tp = useTexts("staff/people", "people");
  const roleName = useRoleName();
  const money = useMoney();
  const may = useMay();
  const removal = useRoleRemoval(role);
  const [isAsked, ask] = useState(false);
  const told = ({ permission, amount_minor_max: most }: RoleView["permissions"][number]) =>
    most === null ? permission : tp("up-to", { permission, amount: money(most, CURRENCY) });
  const name = roleName(role.name);
  return (
    <li className={styles.row}>
      <span className={styles.main}>
        <strong>{name}</strong>
        <span className={styles.soft}>{role.permissions.map(told).join(", ")}</span>
      </span>
      {removal.problem && <ProblemNotice problem={removal.problem} />}
      {may("people.change-roles") && role.name !== "administrator" && (
        <div className={form.actions}>
          <Button kind="secondary" aria-label={`${t("change")}: ${name}`} onClick={onChange}>
            {t("change")}
          </Button>
          {role.name !== "manager" && (
            <Button
              kind="danger"
              aria-label={`${t("remove")}: ${name}`}
              busy={removal.isPending}
              onClick={() => ask(true)}
            >
              {t("remove")}
            </Button>
          )}
        </div>
      )}
      {isAsked && (
        <ConfirmDialog
          title={t("remove-ask", { name })}
          label={t("remove-yes")}
          onConfirm={() => removal.send()}
          onClose={() => ask(false)}
        >
          <p>{t("remove-advice")}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
