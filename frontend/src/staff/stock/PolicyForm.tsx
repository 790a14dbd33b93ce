import { useState } from "react";
import { dataOf } from "../../api/client";
import type { StockItem } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useShop } from "../../session/shop";
import form from "../../ui/form/Form.module.css";
import { SelectField } from "../../ui/form/SelectField";
import { Card } from "../../ui/page/Card";
import { useStaffMutation } from "../useStaffMutation";

type Policy = StockItem["policy"];

const POLICIES: readonly Policy[] = ["tracked", "backorder", "untracked"];

/** Chooses when a SKU is sold: while it is in stock, beyond the stock, or always. */
export function PolicyForm({ item }: { item: Pick<StockItem, "sku" | "policy"> }) {
  const t = useTexts("staff/stock", "stock");
  const [policy, setPolicy] = useState(item.policy);
  const change = usePolicyChange(item.sku);
  return (
    <Card>
      <form
        className={form.form}
        aria-label={t("policy-of", { sku: item.sku })}
        onSubmit={(event) => {
          event.preventDefault();
          change.send(policy);
        }}
      >
        <SelectField
          label={t("policy")}
          value={policy}
          options={POLICIES.map((value) => ({ value, label: t(`policy-${value}`) }))}
          onChoose={setPolicy}
        />
        <SubmitRow label={t("policy-save")} problem={change.problem} busy={change.isPending}>
          <span role="status">{change.result && t("policy-saved")}</span>
        </SubmitRow>
      </form>
    </Card>
  );
}

function usePolicyChange(sku: string) {
  const { api } = useShop();
  return useStaffMutation(`policy ${sku}`, (policy: Policy) =>
    dataOf(api.PUT("/api/staff/stock/{sku}/policy", { params: { path: { sku } }, body: { policy } })),
  );
}
