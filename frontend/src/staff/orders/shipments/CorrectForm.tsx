import { useState } from "react";
import { checkRequired } from "../../../account/form/checks";
import { dataOf } from "../../../api/client";
import type { ParcelView } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { SubmitRow } from "../../../queries/SubmitRow";
import { useShop } from "../../../session/shop";
import { Button } from "../../../ui/form/Button";
import form from "../../../ui/form/Form.module.css";
import { useFields } from "../../../ui/form/useFields";
import { useForm } from "../../../ui/form/useForm";
import type { Report } from "../../useRefused";
import { useStaffMutation } from "../../useStaffMutation";
import type { StaffOrder } from "../useStaffOrder";
import { TrackingFields } from "./TrackingFields";

interface Props {
  readonly order: StaffOrder;
  readonly parcel: ParcelView;
  readonly report: Report<StaffOrder>;
}

/** A button that opens the form which corrects a parcel's carrier and tracking code. */
export function CorrectForm(props: Props) {
  const t = useTexts("staff/orderDetails", "shipments");
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Fields {...props} onClose={() => setOpen(false)} />;
  return (
    <Button kind="quiet" onClick={() => setOpen(true)}>
      {t("correct")}
    </Button>
  );
}

function Fields({ order, parcel, report, onClose }: Props & { onClose: () => void }) {
  const t = useTexts("staff/orderDetails", "shipments");
  const ts = useTexts("staff/console", "console");
  const { api } = useShop();
  const { carrier, tracking_code } = parcel;
  const { values, field } = useFields({ carrier, tracking_code });
  const { number, etag } = order;
  const correct = useStaffMutation(
    `correct ${parcel.id}`,
    (body: typeof values) => {
      const params = { path: { number, parcel_id: parcel.id }, header: { "If-Match": etag } };
      return dataOf(api.PUT("/api/staff/orders/{number}/parcels/{parcel_id}", { params, body }));
    },
    {
      onDone: () => {
        report(null, order);
        onClose();
      },
      onError: (problem) => report(problem, order),
    },
  );
  const { problems, props } = useForm(values, check, correct.send);
  return (
    <form {...props} className={form.form}>
      <TrackingFields carriers={order.carriers ?? []} field={field} problems={problems} />
      <SubmitRow label={t("correct-confirm")} problem={correct.problem} busy={correct.isPending}>
        <Button kind="quiet" onClick={onClose}>
          {ts("cancel")}
        </Button>
      </SubmitRow>
    </form>
  );
}

function check({ carrier, tracking_code }: { carrier: string; tracking_code: string }) {
  return { carrier: checkRequired(carrier), tracking_code: checkRequired(tracking_code) };
}
