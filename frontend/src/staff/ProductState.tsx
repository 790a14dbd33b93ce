import { answerOf } from "../api/client";
import type { ProductView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { useShop } from "../shop/useShop";
import { Button } from "../ui/Button";
import form from "../ui/Form.module.css";
import { ProblemNotice } from "../ui/ProblemNotice";
import { productStaffTexts } from "./productTexts";
import { useChange } from "./useChange";

/** Whether shoppers see a product, and the way to the contrary. */
export function ProductState({ product: { handle, state } }: { product: ProductView }) {
  const t = useTexts(productStaffTexts);
  const { api } = useShop();
  const isForSale = state === "published";
  const change = useChange(
    `state ${handle}`,
    () => {
      const params = { path: { handle } };
      return answerOf(
        isForSale
          ? api.POST("/api/staff/products/{handle}/archive", { params })
          : api.POST("/api/staff/products/{handle}/publish", { params }),
      );
    },
    { changes: ["product"] },
  );
  return (
    <section className={`${form.form} ${form.card}`} aria-labelledby="state">
      <h2 id="state">{t("state")}</h2>
      <p role="status">{t(isForSale ? "is-published" : "is-hidden")}</p>
      {change.problem && <ProblemNotice problem={change.problem} />}
      <div className={form.actions}>
        <Button kind={isForSale ? "danger" : "primary"} busy={change.isBusy} onClick={() => change.send(undefined)}>
          {t(isForSale ? "archive" : "publish")}
        </Button>
      </div>
    </section>
  );
}
