import { useState } from "react";
import { useTexts } from "../../../i18n/useTexts";
import { SubmitRow } from "../../../queries/SubmitRow";
import { Notice } from "../../../ui/feedback/Notice";
import { Field } from "../../../ui/form/Field";
import form from "../../../ui/form/Form.module.css";
import { SelectField } from "../../../ui/form/SelectField";
import { useForm } from "../../../ui/form/useForm";
import type { Report } from "../../useRefused";
import type { StaffProduct } from "../useStaffProduct";
import { OddPricesDialog } from "./OddPricesDialog";
import { checkPlan, type PlanInput, planOf, type TypedPlan } from "./plans";
import { oddPrices } from "./prices";
import { usePlans } from "./usePlans";

/** Plans a price of one variant. It asks about an odd one. */
export function PlanForm({ product, report }: { product: StaffProduct; report: Report<StaffProduct> }) {
  const t = useTexts("staff/productDetails", "plannedPrices");
  const { currency, variants } = product;
  const [typed, setTyped] = useState<TypedPlan>({
    sku: variants[0]?.sku ?? "",
    price: "",
    former: "",
    starts: "",
    ends: "",
  });
  const type = (changed: Partial<TypedPlan>) => setTyped({ ...typed, ...changed });
  const planning = usePlans(product, report);
  const [asked, ask] = useState<PlanInput | null>(null);
  const send = (plan: PlanInput) => planning.send({ plan: [plan] });
  const { problems, props } = useForm(
    typed,
    (plan) => checkPlan(plan, currency, new Date()),
    (values) => {
      const plan = planOf(values, currency);
      if (oddPrices([plan]).length > 0) ask(plan);
      else send(plan);
    },
  );
  return (
    <>
      <form {...props} className={form.form}>
        <SelectField
          label={t("variant")}
          value={typed.sku}
          options={variants.map(({ sku, option_values }) => ({
            value: sku,
            label: [...option_values, sku].join(" · "),
          }))}
          onChoose={(sku) => type({ sku })}
        />
        <Field
          label={t("price")}
          inputMode="decimal"
          autoComplete="off"
          value={typed.price}
          problem={problems.price ? t("price-wrong") : undefined}
          onType={(price) => type({ price })}
        />
        <Field
          label={t("former-price")}
          inputMode="decimal"
          autoComplete="off"
          value={typed.former}
          problem={problems.former ? t("price-wrong") : undefined}
          onType={(former) => type({ former })}
        />
        <Field
          label={t("starts")}
          type="datetime-local"
          value={typed.starts}
          problem={problems.starts ? t("starts-wrong") : undefined}
          onType={(starts) => type({ starts })}
        />
        <Field
          label={t("ends")}
          type="datetime-local"
          value={typed.ends}
          problem={problems.ends ? t("ends-wrong") : undefined}
          onType={(ends) => type({ ends })}
        />
        <div role="status">{planning.result && <Notice tone="good">{t("planned")}</Notice>}</div>
        <SubmitRow label={t("plan")} kind="secondary" problem={planning.problem} busy={planning.isPending} />
      </form>
      {asked && (
        <OddPricesDialog prices={[asked]} currency={currency} onConfirm={() => send(asked)} onClose={() => ask(null)} />
      )}
    </>
  );
}
