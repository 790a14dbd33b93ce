import type { ComponentProps, ReactNode } from "react";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { Dialog } from "../../ui/feedback/Dialog";
import { Button } from "../../ui/form/Button";
import formStyles from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { checkRequired } from "./checks";
import { FormField } from "./FormField";

interface Typed {
  /** Empty where none is asked for. */
  readonly name: string;
  readonly password: string;
}

interface Asked {
  readonly title: string;
  /** Says what is done with the password. */
  readonly intro: ReactNode;
  readonly submit: string;
  readonly cancel: string;
  readonly kind?: "danger";
  readonly busy: boolean;
  readonly problem: unknown;
  /** Asks for a name first, such as that of a new passkey. */
  readonly named?: Pick<ComponentProps<typeof FormField>, "label" | "hint" | "maxLength">;
  readonly onSubmit: (typed: Typed) => void;
  readonly onClose: () => void;
  /** What is shown once the password is sent. */
  readonly children?: ReactNode;
}

/** Asks for the password once more before something that an open browser alone may not do. */
export function PasswordDialog(asked: Asked) {
  const t = useTexts("logIn", "account");
  const { values, field } = useFields({ name: "", password: "" });
  const check = ({ name, password }: Typed) => ({
    name: asked.named ? checkRequired(name) : null,
    password: checkRequired(password),
  });
  const { problems, props } = useForm(values, check, ({ name, password }) => {
    if (!asked.busy) asked.onSubmit({ name: name.trim(), password });
  });
  return (
    <Dialog title={asked.title} onClose={asked.onClose}>
      {(close) => (
        <form {...props} className={formStyles.form}>
          {asked.intro}
          {asked.named && (
            <FormField
              {...field("name")}
              {...asked.named}
              autoComplete="off"
              problem={problems.name}
              refusal={asked.problem}
            />
          )}
          <FormField
            {...field("password")}
            label={t("current-password")}
            type="password"
            autoComplete="current-password"
            problem={problems.password}
          />
          {asked.children}
          <SubmitRow label={asked.submit} kind={asked.kind} problem={asked.problem} busy={asked.busy}>
            <Button kind="quiet" onClick={close}>
              {asked.cancel}
            </Button>
          </SubmitRow>
        </form>
      )}
    </Dialog>
  );
}
