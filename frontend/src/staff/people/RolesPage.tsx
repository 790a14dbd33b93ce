import { useState } from "react";
import type { RoleView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { Loaded } from "../../queries/Loaded";
import { useMay } from "../../session/useMay";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Button } from "../../ui/form/Button";
import { Page } from "../../ui/page/Page";
import styles from "../Rows.module.css";
import { RoleForm } from "./RoleForm";
import { RoleRow } from "./RoleRow";
import { usePeople } from "./usePeople";

/** /staff/roles: the roles of the staff, which administrators make, change and remove. */
export default function RolesPage() {
  const t = useTexts("staff/roles", "roles");
  const may = useMay();
  const [edited, edit] = useState<RoleView | "new" | null>(null);
  const query = usePeople();
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {({ pages }) => {
          const roles = pages[0]?.roles ?? [];
          // Theirs is the role that has every permission.
          const all = roles.find(({ name }) => name === "administrator")?.permissions.map((each) => each.permission);
          return (
            <>
              {edited === null && may("people.change-roles") && (
                <div>
                  <Button onClick={() => edit("new")}>{t("new")}</Button>
                </div>
              )}
              {edited !== null && (
                <RoleForm
                  key={edited === "new" ? "" : edited.name}
                  role={edited === "new" ? null : edited}
                  all={all ?? []}
                  onClose={() => edit(null)}
                />
              )}
              <ul className={styles.rows}>
                {roles.map((role) => (
                  <RoleRow key={role.name} role={role} onChange={() => edit(role)} />
                ))}
              </ul>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
