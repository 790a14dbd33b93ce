import { Link } from "react-router";
import { ShopProblem } from "../api/problem";
import { useTexts } from "../i18n/useTexts";
import { useMoney } from "../money/useMoney";
import { ProblemNotice } from "../queries/ProblemNotice";
import { Notice } from "../ui/feedback/Notice";
import { Button } from "../ui/form/Button";
import { changedQuote, type PlaceOrder } from "./usePlaceOrder";

/** Reports on the order that was sent: in progress, refused, or without a response. */
export function PlacingNotice({ placing }: { placing: PlaceOrder }) {
  const t = useTexts("checkout", "checkout");
  const money = useMoney();
  if (placing.isPlacing) return <Notice>{t("placing")}</Notice>;
  if (placing.problem === null) return null;
  const quote = changedQuote(placing.problem);
  if (quote !== null) {
    const before = money(placing.agreedMinor ?? 0, quote.currency);
    return (
      <Notice tone="warning" urgent>
        <p>{t("price-changed", { before, now: money(quote.total_minor, quote.currency) })}</p>
      </Notice>
    );
  }
  if (placing.problem instanceof ShopProblem && placing.problem.slug === "cart-in-order") {
    const number = String(placing.problem.members.number);
    return (
      <Notice tone="warning" urgent>
        <p>{t("cart-in-order", { number })}</p>
        <Link to={`/orders/${number}`}>{t("see-order")}</Link>
      </Notice>
    );
  }
  if (!placing.isUnanswered) return <ProblemNotice problem={placing.problem} />;
  return (
    <Notice tone="warning" urgent>
      <p>{t("unanswered")}</p>
      <Button kind="secondary" onClick={placing.resend}>
        {t("resend")}
      </Button>
    </Notice>
  );
}
