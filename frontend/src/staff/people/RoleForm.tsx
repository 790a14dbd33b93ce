import { useState } from "react";
import type { RoleView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { CURRENCY, decimal, fractionDigits, parseMoney } from "../../money/money";
import { Field } from "../../ui/form/Field";
import { TickBoxes } from "../../ui/form/TickBoxes";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { FormCard } from "../FormCard";
import { type RoleBody, useRoleChange } from "./useRoles";

const WITH_AMOUNT = "payments.refund";

/** Makes a role, or changes what one permits; `all` are the permissions to choose from. */
export function RoleForm({
  role,
  all,
  onClose,
}: {
  role: RoleView | null;
  all: readonly string[];
  onClose: () => void;
}) {
  const t = useTexts("staff/roles", "roles");
  const limit = role?.permissions.find(({ permission }) => permission === WITH_AMOUNT)?.amount_minor_max ?? null;
  const { values, field } = useFields({
    name: role?.name ?? "",
    limit: limit === null ? "" : decimal(limit, fractionDigits(CURRENCY)),
  });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set(role?.permissions.map((each) => each.permission)));
  const change = useRoleChange(onClose);
  const check = ({ name, limit }: typeof values) => ({
    name: !/^[a-z]+(-[a-z]+)*$/.test(name.trim()),
    limit: chosen.has(WITH_AMOUNT) && limit.trim() !== "" && !parseMoney(limit, CURRENCY),
    permissions: chosen.size === 0,
  });
  const { problems, props } = useForm(values, check, ({ name, limit }) => {
    const most = limit.trim() === "" ? null : parseMoney(limit, CURRENCY);
    const permissions = [...chosen].map((permission) => ({
      permission,
      amount_minor_max: permission === WITH_AMOUNT ? most : null,
    })) as RoleBody["permissions"];
    change.send({ name: name.trim(), revision: role?.revision ?? "new", body: { permissions } });
  });
  return (
    <FormCard title={role?.name ?? t("new")} props={props} label={t("save")} mutation={change} onClose={onClose}>
      {role === null && (
        <Field
          {...field("name")}
          label={t("name")}
          autoComplete="off"
          maxLength={40}
          problem={problems.name ? t("name-wrong") : undefined}
        />
      )}
      <TickBoxes
        legend={t("permits")}
        problem={problems.permissions ? t("permits-nothing") : undefined}
        all={all}
        chosen={chosen}
        onChoose={choose}
      />
      {chosen.has(WITH_AMOUNT) && (
        <Field
          {...field("limit")}
          label={t("limit")}
          hint={t("limit-hint")}
          inputMode="decimal"
          autoComplete="off"
          problem={problems.limit ? t("limit-wrong") : undefined}
        />
      )}
    </FormCard>
  );
}
