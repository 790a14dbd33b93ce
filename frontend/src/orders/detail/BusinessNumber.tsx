import type { OrderView } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";

/** The VAT number of the business that ordered, and how it was checked. */
export function BusinessNumber({ order }: { order: OrderView }) {
  const t = useTexts("orders", "order");
  const { vat_number: number, vat_check: check } = order;
  if (!number) return null;
  return (
    <p>
      {t("vat-number", { number })}
      {check && (
        <>
          {" "}
          · {t(`vat-checked-${check.by}`)} <Moment at={check.at} />
        </>
      )}
      {check?.consultation_number && <> · {t("vat-consultation", { number: check.consultation_number })}</>}
    </p>
  );
}
