import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { Notice } from "../../ui/feedback/Notice";
import { Field } from "../../ui/form/Field";
import form from "../../ui/form/Form.module.css";
import { SelectField } from "../../ui/form/SelectField";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Card } from "../../ui/page/Card";
import { useInvitation } from "./usePeople";
import { useRoleName } from "./useRoleName";

type Name = "name" | "email" | "role";

/** Invites a person by mail to one of the roles. */
export function InviteForm({ roles }: { roles: readonly string[] }) {
  const t = useTexts("staff/people", "people");
  const roleName = useRoleName();
  const { values, field, reset } = useFields<Name>({ name: "", email: "", role: leastOf(roles) });
  const invitation = useInvitation(reset);
  const { problems, props } = useForm(values, check, (typed) =>
    invitation.send({ ...typed, name: typed.name.trim(), email: typed.email.trim() }),
  );
  const isWrong = invitation.result === undefined;
  return (
    <Card title={t("invite")}>
      <form {...props} className={form.form} aria-label={t("invite")}>
        <Field
          {...field("name")}
          label={t("name")}
          autoComplete="off"
          problem={isWrong && problems.name ? t("name-missing") : undefined}
        />
        <Field
          {...field("email")}
          label={t("email")}
          type="email"
          autoComplete="off"
          problem={isWrong && problems.email ? t("email-wrong") : undefined}
        />
        <SelectField
          name="role"
          label={t("role")}
          value={values.role}
          options={roles.map((role) => ({ value: role, label: roleName(role) }))}
          onChoose={field("role").onType}
        />
        {invitation.result && <Notice tone="good">{t("invited", { email: invitation.result.email })}</Notice>}
        <SubmitRow label={t("invite-send")} problem={invitation.problem} busy={invitation.isPending} />
      </form>
    </Card>
  );
}

function check({ name, email }: Record<Name, string>) {
  return { name: name.trim() === "", email: !/^\S+@\S+\.\S+$/.test(email.trim()) };
}

/** The role that is offered first should not give more than is meant. */
function leastOf(roles: readonly string[]): string {
  return roles.includes("support") ? "support" : (roles[0] ?? "");
}
