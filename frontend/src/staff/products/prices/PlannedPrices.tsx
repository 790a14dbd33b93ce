import { Moment } from "../../../i18n/Moment";
import { useTexts } from "../../../i18n/useTexts";
import { useMoney } from "../../../money/useMoney";
import { ProblemNotice } from "../../../queries/ProblemNotice";
import { Button } from "../../../ui/form/Button";
import { Card } from "../../../ui/page/Card";
import type { Report } from "../../useRefused";
import type { StaffProduct } from "../useStaffProduct";
import { PlanForm } from "./PlanForm";
import { usePlans } from "./usePlans";

/** The prices that are to begin, which can be withdrawn until then, and a form for another one. */
export function PlannedPrices({ product, report }: { product: StaffProduct; report: Report<StaffProduct> }) {
  const t = useTexts("staff/productDetails", "plannedPrices");
  const money = useMoney();
  const withdrawal = usePlans(product, report);
  const plans = product.planned_prices ?? [];
  return (
    <Card title={t("title")}>
      <p>{t("lead")}</p>
      {plans.length === 0 && <p>{t("none")}</p>}
      <ul>
        {plans.map(({ id, sku, price_minor, compare_at_price_minor: former, starts_at, ends_at, state }) => (
          <li key={id}>
            <strong>{sku}</strong> {money(price_minor, product.currency)}{" "}
            {former !== null && t("former", { price: money(former, product.currency) })} {t("from")}{" "}
            <Moment at={starts_at} />
            {ends_at !== null && (
              <>
                {" "}
                {t("until")} <Moment at={ends_at} />
              </>
            )}{" "}
            {state === "running" ? (
              t("running")
            ) : (
              <Button kind="quiet" busy={withdrawal.isPending} onClick={() => withdrawal.send({ withdraw: [id] })}>
                {t("withdraw", { sku })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {withdrawal.problem && <ProblemNotice problem={withdrawal.problem} />}
      <PlanForm product={product} report={report} />
    </Card>
  );
}
