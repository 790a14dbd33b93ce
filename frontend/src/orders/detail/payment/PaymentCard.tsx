import { useLocation } from "react-router";
import type { OrderView } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { useMoney } from "../../../money/useMoney";
import { ProblemNotice } from "../../../queries/ProblemNotice";
import { Notice } from "../../../ui/feedback/Notice";
import { Button } from "../../../ui/form/Button";
import { Card } from "../../../ui/page/Card";
import { reasonTexts } from "../reasonTexts";
import { paymentTexts } from "./texts";
import { RETURNED, usePay, useReturnedPayment } from "./useOpenPayment";

/** Leads to the payment provider, and says what came of it when the shopper returns. */
export function PaymentCard({ order, email }: { order: OrderView; email: string | null }) {
  const t = useTexts(paymentTexts);
  const tr = useTexts(reasonTexts);
  const total = useMoney()(order.total_minor, order.currency);
  const pay = usePay(order, email);
  const returned = useReturnedPayment(order, email, useLocation().search.includes(RETURNED));
  const payment = pay.data ?? returned.data;
  if (payment?.state === "authorized") return <Notice>{t("authorized")}</Notice>;
  const declined = payment?.decline_code ?? null;
  const isUnsupported = pay.data !== undefined && pay.data.page_url === null;
  return (
    <Card title={t("title")}>
      {declined !== null && (
        <Notice tone="warning" urgent>
          <p>{t("declined", { reason: tr(declined) })}</p>
        </Notice>
      )}
      <p>{t("hint")}</p>
      {pay.error && <ProblemNotice problem={pay.error} />}
      {isUnsupported && <Notice tone="danger">{t("unsupported")}</Notice>}
      <Button busy={pay.isPending} onClick={() => pay.mutate()}>
        {t(declined === null ? "pay" : "pay-again", { total })}
      </Button>
    </Card>
  );
}
