import { useState } from "react";
import { dataOf } from "../../../api/client";
import type { ReturnView } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { useMoney } from "../../../money/useMoney";
import { titleOf } from "../../../orders/returns/ReturnsCard";
import { SubmitRow } from "../../../queries/SubmitRow";
import { useShop } from "../../../session/shop";
import form from "../../../ui/form/Form.module.css";
import { Card } from "../../../ui/page/Card";
import { ConfirmDialog } from "../../ConfirmDialog";
import type { Report } from "../../useRefused";
import { useAgreedChange } from "../useAgreedChange";
import type { StaffOrder } from "../useStaffOrder";
import { ArrivedFields } from "./ArrivedFields";
import { checkReceiptLine, initialReceiptLine, receiptLine, type TypedReceiptLine } from "./receiptLines";

interface Receipt {
  readonly lines: ReturnType<typeof receiptLine>[];
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
  const t = useTexts("staff/orderDetails", "returns");
  const money = useMoney();
  const { api } = useShop();
  const [notes, note] = useState<Readonly<Record<string, TypedReceiptLine>>>({});
  const [isChecked, check] = useState(false);
  const [askedMinor, ask] = useState<number | null>(null);
  const receive = useAgreedChange("receive", {
    order,
    change: (params, body: Receipt) => dataOf(api.POST("/api/staff/orders/{number}/return/receipt", { params, body })),
    report,
    ask,
  });
  const noteOf = (line: ReturnView["lines"][number]) => notes[line.sku] ?? initialReceiptLine(line);
  const problemOf = (line: ReturnView["lines"][number]) => checkReceiptLine(noteOf(line), order.currency);
  const lines = returned.lines.map((line) => receiptLine(line.sku, noteOf(line), order.currency));
  const send = (expected_refund_minor: number | null) => receive.send({ lines, expected_refund_minor });
  const amount = { amount: money(askedMinor ?? 0, order.currency) };
  return (
    <Card title={t("receive")}>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          check(true);
          if (returned.lines.every((line) => problemOf(line) === null)) send(null);
        }}
      >
        <p>{t("receive-advice")}</p>
        {returned.lines.map((line) => (
          <ArrivedFields
            key={line.sku}
            line={line}
            title={titleOf(order, line.sku)}
            noted={noteOf(line)}
            problem={isChecked ? problemOf(line) : null}
            onNote={(noted) => note({ ...notes, [line.sku]: noted })}
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
