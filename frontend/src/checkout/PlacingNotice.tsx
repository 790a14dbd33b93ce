import { useTexts } from "../i18n/useTexts";
import { ProblemNotice } from "../queries/ProblemNotice";
import { Notice } from "../ui/feedback/Notice";
import { Button } from "../ui/form/Button";
import { checkoutTexts } from "./texts";
import type { PlaceOrder } from "./usePlaceOrder";

/** Reports on the order that was sent: in progress, refused, or without a response. */
export function PlacingNotice({ placing }: { placing: PlaceOrder }) {
  const t = useTexts(checkoutTexts);
  if (placing.isPlacing) return <Notice>{t("placing")}</Notice>;
  if (placing.problem === null) return null;
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
