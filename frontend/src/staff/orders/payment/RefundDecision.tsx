import { dataOf } from "../../../api/client";
import type { RefundView } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { useShop } from "../../../session/shop";
import { useShopRules } from "../../../session/useShopRules";
import { Button } from "../../../ui/form/Button";
import { Field } from "../../../ui/form/Field";
import form from "../../../ui/form/Form.module.css";
import { useFields } from "../../../ui/form/useFields";
import { useForm } from "../../../ui/form/useForm";
import { IdempotentSubmit } from "../../IdempotentSubmit";
import { useIdempotentMutation } from "../../useIdempotentMutation";
import { staffPaymentTexts } from "./texts";

interface Decision {
  /** In which way the amount was given back; null to have the provider try again. */
  readonly settled_by: string | null;
}

/** Has the payment provider try a refund again, or notes that it was made in another way. */
export function RefundDecision({ number, refund }: { number: string; refund: RefundView }) {
  const t = useTexts(staffPaymentTexts);
  const rules = useShopRules();
  const deciding = useDecision(number, refund.id);
  const { values, field } = useFields({ way: "" });
  const check = ({ way }: typeof values) => ({ way: way.trim() === "" });
  const { problems, props } = useForm(values, check, ({ way }) => deciding.send({ settled_by: way.trim() }));
  const isUnanswered = deciding.unanswered !== null;
  return (
    <>
      <div className={form.actions}>
        <Button
          kind="secondary"
          busy={deciding.isPending}
          disabled={isUnanswered}
          onClick={() => deciding.send({ settled_by: null })}
        >
          {t("try-again")}
        </Button>
      </div>
      <form {...props} className={form.form} aria-label={t("settle")}>
        <fieldset disabled={isUnanswered}>
          <Field
            {...field("way")}
            label={t("settle")}
            hint={t("settle-hint")}
            maxLength={rules?.short_text_max}
            autoComplete="off"
            problem={problems.way ? t("settle-missing") : undefined}
          />
        </fieldset>
        <IdempotentSubmit mutation={deciding} label={t("settle-confirm")} />
      </form>
    </>
  );
}

function useDecision(number: string, id: string) {
  const { api } = useShop();
  return useIdempotentMutation(`refund ${id}`, ({ key, body }: { key: string; body: Decision }) => {
    const params = { path: { number, id }, header: { "Idempotency-Key": key } };
    return dataOf(api.POST("/api/staff/orders/{number}/refunds/{id}/resolution", { params, body }));
  });
}
