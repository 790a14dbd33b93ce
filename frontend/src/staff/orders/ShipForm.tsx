import { checkRequired } from "../../account/form/checks";
import { dataOf } from "../../api/client";
import { useWakeBefore } from "../../api/useWake";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useShop } from "../../session/shop";
import { useShopRules } from "../../session/useShopRules";
import { Field } from "../../ui/form/Field";
import form from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Card } from "../../ui/page/Card";
import styles from "../Rows.module.css";
import type { Report } from "../useRefused";
import { useStaffMutation } from "../useStaffMutation";
import { staffOrderTexts } from "./texts";
import type { StaffOrder } from "./useStaffOrder";

/** Ships a confirmed order with a carrier. */
export default function ShipForm({ order, report }: { order: StaffOrder; report: Report<StaffOrder> }) {
  const t = useTexts(staffOrderTexts);
  const { api } = useShop();
  const rules = useShopRules();
  const { values, field } = useFields({ carrier: "", tracking_code: "" });
  const { number, etag } = order;
  const ship = useStaffMutation(
    `ship ${number}`,
    (body: typeof values) => {
      const params = { path: { number }, header: { "If-Match": etag } };
      return dataOf(api.POST("/api/staff/orders/{number}/ship", { params, body }));
    },
    { onDone: () => report(null, order), onError: (problem) => report(problem, order) },
  );
  const { problems, props } = useForm(values, check, ship.send);
  const wake = useWakeBefore(`/api/staff/orders/${number}/ship`);
  return (
    <Card title={t("ship")}>
      <form {...props} className={form.form} onFocus={wake}>
        <div className={styles.fields}>
          <Field
            {...field("carrier")}
            label={t("carrier")}
            maxLength={rules?.short_text_max}
            problem={problems.carrier && t(problems.carrier)}
          />
          <Field
            {...field("tracking_code")}
            label={t("tracking-code")}
            maxLength={rules?.short_text_max}
            autoComplete="off"
            problem={problems.tracking_code && t(problems.tracking_code)}
          />
        </div>
        <SubmitRow label={t("ship-confirm")} problem={ship.problem} busy={ship.isPending} />
      </form>
    </Card>
  );
}

function check({ carrier, tracking_code }: { carrier: string; tracking_code: string }) {
  return { carrier: checkRequired(carrier), tracking_code: checkRequired(tracking_code) };
}
