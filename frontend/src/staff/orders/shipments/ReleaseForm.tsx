import { useState } from "react";
import { dataOf } from "../../../api/client";
import { useTexts } from "../../../i18n/useTexts";
import { useMoney } from "../../../money/useMoney";
import { SubmitRow } from "../../../queries/SubmitRow";
import { useShop } from "../../../session/shop";
import form from "../../../ui/form/Form.module.css";
import { Card } from "../../../ui/page/Card";
import { ConfirmDialog } from "../../ConfirmDialog";
import type { Report } from "../../useRefused";
import { useAgreedChange } from "../useAgreedChange";
import type { StaffOrder } from "../useStaffOrder";
import { QuantityFields } from "./QuantityFields";
import { chosenOf } from "./shippable";

interface Release {
  readonly lines: { readonly sku: string; readonly quantity: number }[];
  readonly expected_amount_minor: number | null;
}

/** Releases what will not be shipped: staff choose it, are shown its amount, and agree to that. */
export default function ReleaseForm({ order, report }: { order: StaffOrder; report: Report<StaffOrder> }) {
  const t = useTexts("staff/orderDetails", "shipments");
  const money = useMoney();
  const { api } = useShop();
  const [quantities, choose] = useState<Readonly<Record<string, number>>>({});
  const [isEmpty, setEmpty] = useState(false);
  const [askedMinor, ask] = useState<number | null>(null);
  const release = useAgreedChange("release", {
    order,
    change: (params, body: Release) => dataOf(api.POST("/api/staff/orders/{number}/release", { params, body })),
    report,
    ask,
  });
  const left = order.lines.filter(({ to_ship }) => to_ship > 0);
  const lines = chosenOf(left, quantities, () => 0);
  const amount = { amount: money(askedMinor ?? 0, order.currency) };
  return (
    <Card title={t("release")}>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setEmpty(lines.length === 0);
          if (lines.length > 0) release.send({ lines, expected_amount_minor: null });
        }}
      >
        <p>{t("release-advice")}</p>
        <QuantityFields
          lines={left}
          label={(title) => t("release-quantity", { title })}
          quantityOf={({ sku }) => quantities[sku] ?? 0}
          problem={isEmpty ? t("nothing-chosen") : undefined}
          onChoose={(sku, quantity) => choose({ ...quantities, [sku]: quantity })}
        />
        <SubmitRow label={t("release-confirm")} problem={release.problem} busy={release.isPending} />
      </form>
      {askedMinor !== null && (
        <ConfirmDialog
          title={t("release-ask", amount)}
          label={t("release-yes", amount)}
          onConfirm={() => release.send({ lines, expected_amount_minor: askedMinor })}
          onClose={() => ask(null)}
        >
          <p>{t("release-ask-advice")}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}
