import type { OrderView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Price } from "../money/Price";
import form from "../ui/Form.module.css";
import { Notice } from "../ui/Notice";
import { orderStaffTexts } from "./orderTexts";
import { RefundFields } from "./RefundFields";
import { leftMinor } from "./refunds";
import { useRefund } from "./useRefund";

/** Gives money back, for as long as there is some left; a form for each time. */
export function RefundForm({ order, onRefund }: { order: OrderView; onRefund: (minor: number) => void }) {
  const t = useTexts(orderStaffTexts);
  const refund = useRefund(order.number, onRefund);
  return (
    <section className={`${form.form} ${form.card}`} aria-labelledby="refund">
      <h2 id="refund">{t("refund")}</h2>
      {refund.done && (
        <Notice tone="good">
          <p>
            {t("refund-done")} <Price minor={refund.done.amount_minor} currency={refund.done.currency} />
          </p>
        </Notice>
      )}
      <RefundFields key={refund.done?.id ?? ""} refund={refund} currency={order.currency} left={leftMinor(order)} />
    </section>
  );
}
