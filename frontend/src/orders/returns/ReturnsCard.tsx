import type { OrderView, ReturnView } from "../../api/schema";
import { LOCALES } from "../../i18n/languages";
import { MERCHANT_TEXT } from "../../i18n/merchantText";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { useMoney } from "../../money/useMoney";
import { Card } from "../../ui/page/Card";

/** The returns of an order: what was sent back, and what came of it; nothing for an order without any. */
export function ReturnsCard({ order }: { order: OrderView }) {
  const t = useTexts("returns", "returns");
  // Missing in answers of the release before.
  const returns = order.returns ?? [];
  if (returns.length === 0) return null;
  return (
    <Card title={t("title")}>
      {returns.map((returned) => (
        <Returned key={returned.id} returned={returned} order={order} />
      ))}
    </Card>
  );
}

function Returned({ returned, order }: { returned: ReturnView; order: OrderView }) {
  const t = useTexts("returns", "returns");
  const money = useMoney();
  const { language } = useLanguage();
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long" });
  const date = day.format(new Date(returned.announced_at));
  return (
    <section>
      <h3>{t(returned.is_withdrawal ? "withdrawal" : "return", { date })}</h3>
      <p>
        <strong>{t(returned.state)}</strong>
        {returned.received_at && ` · ${t("refund", { amount: money(returned.refund_minor, order.currency) })}`}
      </p>
      {returned.reply && <p>{t("reply", { reply: returned.reply })}</p>}
      <ul>
        {returned.lines.map((line) => (
          <li key={line.sku}>
            {line.quantity} × <span {...MERCHANT_TEXT}>{titleOf(order, line.sku)}</span>
            {returned.received_at && `: ${t("arrived", conditionOf(line))}`}
            {line.lost_value_minor > 0 && (
              <p>
                {t("lost", {
                  amount: money(line.lost_value_minor, order.currency),
                  reason: line.lost_value_reason ?? "",
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the product was called in the order. */
export function titleOf(order: OrderView, sku: string): string {
  return order.lines.find((line) => line.sku === sku)?.title ?? sku;
}

function conditionOf({ quantity, resellable, damaged }: ReturnView["lines"][number]) {
  return { resellable, damaged, missing: quantity - resellable - damaged };
}
