import { useState } from "react";
import { checkRequired } from "../../../account/form/checks";
import { dataOf } from "../../../api/client";
import { usePrewarmBefore } from "../../../api/usePrewarm";
import { useTexts } from "../../../i18n/useTexts";
import { SubmitRow } from "../../../queries/SubmitRow";
import { useShop } from "../../../session/shop";
import form from "../../../ui/form/Form.module.css";
import { useFields } from "../../../ui/form/useFields";
import { useForm } from "../../../ui/form/useForm";
import { Card } from "../../../ui/page/Card";
import styles from "../../Rows.module.css";
import type { Report } from "../../useRefused";
import { useStaffMutation } from "../../useStaffMutation";
import type { StaffOrder } from "../useStaffOrder";
import { QuantityFields } from "./QuantityFields";
import { chosenOf } from "./shippable";
import { TrackingFields } from "./TrackingFields";

/** Ships a parcel with a carrier: all that is left of the order, unless staff choose less. */
export default function ShipForm({ order, report }: { order: StaffOrder; report: Report<StaffOrder> }) {
  const t = useTexts("staff/orders", "order");
  const ts = useTexts("staff/orderDetails", "shipments");
  const { values, field } = useFields({ carrier: "", tracking_code: "" });
  const [quantities, choose] = useState<Readonly<Record<string, number>>>({});
  const left = order.lines.filter(({ to_ship }) => to_ship > 0);
  const chosen = chosenOf(left, quantities, (toShip) => toShip);
  const isAll = Object.keys(quantities).length === 0;
  const ship = useShipping(order, report);
  const check = ({ carrier, tracking_code }: typeof values) => ({
    carrier: checkRequired(carrier),
    tracking_code: checkRequired(tracking_code),
    lines: !isAll && chosen.length === 0,
  });
  const { problems, props } = useForm(values, check, (typed) => ship.send(isAll ? typed : { ...typed, lines: chosen }));
  const wake = usePrewarmBefore(`/api/staff/orders/${order.number}/ship`);
  return (
    <Card title={order.state === "confirmed" ? t("ship") : ts("ship-rest")}>
      <form {...props} className={form.form} onFocus={wake}>
        {left.reduce((sum, { to_ship }) => sum + to_ship, 0) > 1 && (
          <QuantityFields
            lines={left}
            label={(title) => ts("quantity", { title })}
            quantityOf={({ sku, to_ship }) => quantities[sku] ?? to_ship}
            problem={problems.lines ? ts("nothing-chosen") : undefined}
            onChoose={(sku, quantity) => choose({ ...quantities, [sku]: quantity })}
          />
        )}
        <div className={styles.fields}>
          <TrackingFields carriers={order.carriers ?? []} field={field} problems={problems} />
        </div>
        <SubmitRow label={t("ship-confirm")} problem={ship.problem} busy={ship.isPending} />
      </form>
    </Card>
  );
}

interface Shipment {
  readonly carrier: string;
  readonly tracking_code: string;
  readonly lines?: { readonly sku: string; readonly quantity: number }[];
}

function useShipping(order: StaffOrder, report: Report<StaffOrder>) {
  const { api } = useShop();
  const { number, etag } = order;
  return useStaffMutation(
    `ship ${number}`,
    (body: Shipment) => {
      const params = { path: { number }, header: { "If-Match": etag } };
      return dataOf(api.POST("/api/staff/orders/{number}/ship", { params, body }));
    },
    { onDone: () => report(null, order), onError: (problem) => report(problem, order) },
  );
}
