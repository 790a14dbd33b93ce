import { answerOf } from "../api/client";
import { useTexts } from "../i18n/useTexts";
import { useShop } from "../shop/useShop";
import { Button } from "../ui/Button";
import form from "../ui/Form.module.css";
import { ProblemNotice } from "../ui/ProblemNotice";
import { orderStaffTexts } from "./orderTexts";
import { useChange } from "./useChange";

/** Notes that a parcel has arrived. */
export function DeliverButton({ number }: { number: string }) {
  const t = useTexts(orderStaffTexts);
  const { api } = useShop();
  const deliver = useChange(`deliver ${number}`, () =>
    answerOf(api.POST("/api/staff/orders/{number}/deliver", { params: { path: { number } } })),
  );
  return (
    <section className={`${form.form} ${form.card}`} aria-labelledby="deliver">
      <h2 id="deliver">{t("deliver")}</h2>
      <p>{t("deliver-advice")}</p>
      {deliver.problem && <ProblemNotice problem={deliver.problem} />}
      <div className={form.actions}>
        <Button busy={deliver.isBusy} onClick={() => deliver.send(undefined)}>
          {t("deliver-confirm")}
        </Button>
      </div>
    </section>
  );
}
