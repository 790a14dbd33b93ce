import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { ProblemNotice } from "../ui/ProblemNotice";
import { checkoutTexts } from "./texts";
import type { PlaceOrder } from "./usePlaceOrder";

/** How placing the order goes: refused, or without an answer so far. */
export function PlacingNotice({ placing }: { placing: PlaceOrder }) {
  const t = useTexts(checkoutTexts);
  if (placing.isPlacing) return <Notice>{t("asking")}</Notice>;
  if (placing.problem === null) return null;
  if (!placing.isOpen) return <ProblemNotice problem={placing.problem} />;
  return (
    <Notice tone="warning" urgent>
      <p>{t("unanswered")}</p>
      <Button kind="secondary" onClick={placing.askAgain}>
        {t("ask-again")}
      </Button>
    </Notice>
  );
}
