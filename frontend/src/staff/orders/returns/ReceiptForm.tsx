import { useState } from "react";
import { dataOf } from "../../../api/client";
import { ShopProblem } from "../../../api/problem";
import type { ReturnView } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { useMoney } from "../../../money/useMoney";
import { titleOf } from "../../../orders/returns/ReturnsCard";
import { SubmitRow } from "../../../queries/SubmitRow";
import { useShop } from "../../../session/shop";
import form from "../../../ui/form/Form.module.css";
import { SelectField } from "../../../ui/form/SelectField";
import { Card } from "../../../ui/page/Card";
import { ConfirmDialog } from "../../ConfirmDialog";
import styles from "../../Rows.module.css";
import type { Report } from "../../useRefused";
import { useStaffMutation } from "../../useStaffMutation";
import type { StaffOrder } from "../useStaffOrder";
import { staffReturnTexts } from "./texts";

interface Condition {
  readonly resellable: number;
  readonly damaged: number;
}

interface Receipt {
  readonly lines: (Condition & { readonly sku: string })[];
  readonly expected_refund_minor: number | null;
}

/** Receives a return: staff say what arrived and how, are shown what that refunds, and agree to it. */
export function ReceiptForm({
  order,
  returned,
  report,
}: {
  order: StaffOrder;
  returned: ReturnView;
  report: Report<StaffOrder>;
}) {
  const t = useTexts(staffReturnTexts);
  const money = useMoney();
  const [arrived, note] = useState<Readonly<Record<string, Condition>>>({});
  const [askedMinor, ask] = useState<number | null>(null);
  const receive = useReceipt(order, report, ask);
  const conditionOf = ({ sku, quantity }: Line) => arrived[sku] ?? { resellable: quantity, damaged: 0 };
  const lines = returned.lines.map((line) => ({ sku: line.sku, ...conditionOf(line) }));
  const send = (expected_refund_minor: number | null) => receive.send({ lines, expected_refund_minor });
  const amount = { amount: money(askedMinor ?? 0, order.currency) };
  return (
    <Card title={t("receive")}>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(null);
        }}
      >
        <p>{t("receive-advice")}</p>
        {returned.lines.map((line) => (
          <Arrived
            key={line.sku}
            line={line}
            title={titleOf(order, line.sku)}
            condition={conditionOf(line)}
            onNote={(condition) => note({ ...arrived, [line.sku]: condition })}
          />
        ))}
        <SubmitRow label={t("receive-confirm")} problem={receive.problem} busy={receive.isPending} />
      </form>
      {askedMinor !== null && (
        <ConfirmDialog
          title={t("refund-ask", amount)}
          label={t("refund-yes", amount)}
          onConfirm={() => send(askedMinor)}
          onClose={() => ask(null)}
        >
          <p>{t("refund-advice")}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}

type Line = ReturnView["lines"][number];

function Arrived({
  line,
  title,
  condition: { resellable, damaged },
  onNote,
}: {
  line: Line;
  title: string;
  condition: Condition;
  onNote: (condition: Condition) => void;
}) {
  const t = useTexts(staffReturnTexts);
  const upTo = (most: number) => Array.from({ length: most + 1 }, (_, n) => ({ value: String(n), label: String(n) }));
  return (
    <div className={styles.fields}>
      <SelectField
        label={t("good", { title, quantity: line.quantity })}
        value={String(resellable)}
        options={upTo(line.quantity)}
        onChoose={(chosen) => {
          const good = Number(chosen);
          onNote({ resellable: good, damaged: Math.min(damaged, line.quantity - good) });
        }}
      />
      <SelectField
        label={t("damaged", { title })}
        value={String(damaged)}
        options={upTo(line.quantity - resellable)}
        onChoose={(chosen) => onNote({ resellable, damaged: Number(chosen) })}
      />
    </div>
  );
}

/** The first answer names the amount to agree to, which is no problem to show. */
function useReceipt(order: StaffOrder, report: Report<StaffOrder>, ask: (minor: number) => void) {
  const { api } = useShop();
  const { number, etag } = order;
  const receive = useStaffMutation(
    `receive ${number}`,
    (body: Receipt) => {
      const params = { path: { number }, header: { "If-Match": etag } };
      return dataOf(api.POST("/api/staff/orders/{number}/return/receipt", { params, body }));
    },
    {
      onDone: () => report(null, order),
      onError: (problem) => {
        const minor = amountToAgreeTo(problem);
        if (minor === null) report(problem, order);
        else ask(minor);
      },
    },
  );
  return { ...receive, problem: amountToAgreeTo(receive.problem) === null ? receive.problem : null };
}

function amountToAgreeTo(problem: unknown): number | null {
  const isAsking = problem instanceof ShopProblem && problem.slug === "refund-not-agreed";
  return isAsking ? Number(problem.members.refund_minor) : null;
}
