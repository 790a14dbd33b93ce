import { useState } from "react";
import { useTexts } from "../../i18n/useTexts";
import { CURRENCY } from "../../money/money";
import { useMoney } from "../../money/useMoney";
import { PagedList } from "../../queries/PagedList";
import { useMay } from "../../session/useMay";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Button } from "../../ui/form/Button";
import { Page } from "../../ui/page/Page";
import { InviteForm } from "./InviteForm";
import { PersonRow } from "./PersonRow";
import { usePeople } from "./usePeople";
import { useRoleName } from "./useRoleName";

type Role = NonNullable<ReturnType<typeof usePeople>["data"]>["pages"][number]["roles"][number];

/** /staff/people: who works for the shop; administrators invite people and change their roles. */
export default function PeoplePage() {
  const t = useTexts("staff/people", "people");
  const query = usePeople();
  const may = useMay();
  const [isInviting, invite] = useState(false);
  const roles = query.data?.pages[0]?.roles ?? [];
  const names = roles.map(({ name }) => name);
  return (
    <Page title={t("title")} lead={t("lead")}>
      {isInviting && roles.length > 0 ? (
        <InviteForm roles={names} />
      ) : (
        may("people.invite") && (
          <div>
            <Button onClick={() => invite(true)}>{t("invite")}</Button>
          </div>
        )
      )}
      <PagedList query={query} itemsOf={(page) => page.people} empty={<EmptyState title={t("none")} />}>
        {(person) => <PersonRow key={`${person.id} ${person.revision}`} person={person} roles={names} />}
      </PagedList>
      {roles.length > 0 && <Permissions roles={roles} />}
    </Page>
  );
}

function Permissions({ roles }: { roles: readonly Role[] }) {
  const t = useTexts("staff/people", "people");
  const roleName = useRoleName();
  const money = useMoney();
  const told = ({ permission, amount_minor_max: most }: Role["permissions"][number]) =>
    most === null ? permission : t("up-to", { permission, amount: money(most, CURRENCY) });
  return (
    <details>
      <summary>{t("permits")}</summary>
      <dl>
        {roles.map((role) => (
          <div key={role.name}>
            <dt>{roleName(role.name)}</dt>
            <dd>{role.permissions.map(told).join(", ")}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
