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
import { type IdempotentMutation, useIdempotentMutation } from "../../useIdempotentMutation";

/** In which way the amount was refunded, or why it is not to be; with neither, the provider tries again. */
interface Decision {
  readonly settled_by?: string;
  readonly closed_because?: string;
}

type Deciding = IdempotentMutation<Decision, RefundView>;

/** Has the payment provider try a refund again, notes that it was made in another way, or closes a refused one. */
export function RefundDecision({ number, refund }: { number: string; refund: RefundView }) {
  const t = useTexts("staff/orderDetails", "payment");
  const deciding = useDecision(number, refund.id, "refund");
  const closing = useDecision(number, refund.id, "close refund");
  const isUnanswered = deciding.unanswered !== null;
  return (
    <>
      <div className={form.actions}>
        <Button kind="secondary" busy={deciding.isPending} disabled={isUnanswered} onClick={() => deciding.send({})}>
          {t("try-again")}
        </Button>
      </div>
      <NoteForm kind="settle" deciding={deciding} decisionOf={(settled_by) => ({ settled_by })} />
      {refund.state === "refused" && (
        <NoteForm kind="close" deciding={closing} decisionOf={(closed_because) => ({ closed_because })} />
      )}
    </>
  );
}

/** Sends a decision with what staff typed about it. */
function NoteForm({
  kind,
  deciding,
  decisionOf,
}: {
  kind: "settle" | "close";
  deciding: Deciding;
  decisionOf: (note: string) => Decision;
}) {
  const t = useTexts("staff/orderDetails", "payment");
  const rules = useShopRules();
  const { values, field } = useFields({ note: "" });
  const check = ({ note }: typeof values) => ({ note: note.trim() === "" });
  const { problems, props } = useForm(values, check, ({ note }) => deciding.send(decisionOf(note.trim())));
  return (
    <form {...props} className={form.form} aria-label={t(kind)}>
      <fieldset disabled={deciding.unanswered !== null}>
        <Field
          {...field("note")}
          label={t(kind)}
          hint={t(`${kind}-hint`)}
          maxLength={rules?.short_text_max}
          autoComplete="off"
          problem={problems.note ? t(`${kind}-missing`) : undefined}
        />
      </fieldset>
      <IdempotentSubmit mutation={deciding} label={t(`${kind}-confirm`)} />
    </form>
  );
}

function useDecision(number: string, id: string, kind: string): Deciding {
  const { api } = useShop();
  return useIdempotentMutation(`${kind} ${id}`, ({ key, body }: { key: string; body: Decision }) => {
    const params = { path: { number, id }, header: { "Idempotency-Key": key } };
    return dataOf(api.POST("/api/staff/orders/{number}/refunds/{id}/resolution", { params, body }));
  });
}
