import type { ReactNode } from "react";
import { ProblemNotice } from "../queries/ProblemNotice";
import { Button } from "../ui/form/Button";
import form from "../ui/form/Form.module.css";
import { Card } from "../ui/page/Card";
import type { StaffMutation } from "./useStaffMutation";

/** A card that explains one change and has the button for it. */
export function ActionCard({
  title,
  children,
  mutation,
  label,
  kind = "primary",
}: {
  title: string;
  children: ReactNode;
  mutation: StaffMutation<void, unknown>;
  label: string;
  kind?: "primary" | "secondary" | "danger";
}) {
  return (
    <Card title={title}>
      {children}
      {mutation.problem && <ProblemNotice problem={mutation.problem} />}
      <div className={form.actions}>
        <Button kind={kind} busy={mutation.isPending} onClick={() => mutation.send()}>
          {label}
        </Button>
      </div>
    </Card>
  );
}
