import type { ComponentProps, ReactNode } from "react";
import { useTexts } from "../i18n/useTexts";
import { SubmitRow } from "../queries/SubmitRow";
import { Button } from "../ui/form/Button";
import form from "../ui/form/Form.module.css";
import { Card } from "../ui/page/Card";

interface Props {
  title: string;
  /** What `useForm` returns for the form. */
  props: ComponentProps<"form">;
  label: string;
  mutation: { readonly problem: unknown; readonly isPending: boolean };
  onClose: () => void;
  children: ReactNode;
}

/** A card with a form, which can be sent or cancelled. */
export function FormCard({ title, props, label, mutation, onClose, children }: Props) {
  const t = useTexts("staff/console", "console");
  return (
    <Card title={title}>
      <form {...props} className={form.form} aria-label={title}>
        {children}
        <SubmitRow label={label} problem={mutation.problem} busy={mutation.isPending}>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </SubmitRow>
      </form>
    </Card>
  );
}
