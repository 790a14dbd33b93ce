import { useLocation } from "react-router";
import type { OrderView } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { useMoney } from "../../../money/useMoney";
import { ProblemNotice } from "../../../queries/ProblemNotice";
import { Notice } from "../../../ui/feedback/Notice";
import { Button } from "../../../ui/form/Button";
import { Card } from "../../../ui/page/Card";
import { ElementForm } from "./ElementForm";
import { RETURNED, returnPath, usePay, usePayment } from "./useOpenPayment";

/** Leads to the payment provider, or shows its form, and says what came of it. */
export function PaymentCard({ order, email }: { order: OrderView; email: string | null }) {
  const t = useTexts("orderDetails", "payment");
  const tr = useTexts("orderDetails", "reasons");
  const total = useMoney()(order.total_minor, order.currency);
  const pay = usePay(order, email);
  const { data: payment } = usePayment(order, email, useLocation().search.includes(RETURNED));
  if (payment?.state === "authorized") return <Notice>{t("authorized")}</Notice>;
  const declined = payment?.decline_code ?? null;
  const label = t(declined === null ? "pay" : "pay-again", { total });
  return (
    <Card title={t("title")}>
      {declined !== null && (
        <Notice tone="warning" urgent>
          <p>{t("declined", { reason: tr(declined) })}</p>
        </Notice>
      )}
      <p>{t(payment?.element ? "element-hint" : "hint")}</p>
      {pay.error && <ProblemNotice problem={pay.error} />}
      {payment?.element ? (
        <ElementForm
          element={payment.element}
          returnUrl={window.location.origin + returnPath(order.number)}
          label={label}
          onAttempted={pay.mutateAsync}
        />
      ) : (
        <Button busy={pay.isPending} onClick={() => pay.mutate()}>
          {label}
        </Button>
      )}
    </Card>
  );
}
