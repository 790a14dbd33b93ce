import type { ReactNode } from "react";
import type { PromotionView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { useFields } from "../../ui/form/useFields";
import { useForm } from "../../ui/form/useForm";
import { Card } from "../../ui/page/Card";
import { IdempotentSubmit } from "../IdempotentSubmit";
import { TermsFields } from "./TermsFields";
import { bodyOf, checkTerms, NO_TERMS, type PromotionBody, typedOf } from "./terms";
import { useNewPromotion, usePromotionChange } from "./usePromotions";

/** Creates a promotion. */
export function NewPromotion({ onClose }: { onClose: () => void }) {
  const t = useTexts("staff/promotions", "promotions");
  const creation = useNewPromotion(onClose);
  return (
    <TermsForm title={t("new")} promotion={null} onSend={creation.send} onClose={onClose}>
      <IdempotentSubmit mutation={creation} label={t("create")} />
    </TermsForm>
  );
}

/** Changes a promotion. */
export function ChangePromotion({ promotion, onClose }: { promotion: PromotionView; onClose: () => void }) {
  const t = useTexts("staff/promotions", "promotions");
  const change = usePromotionChange(promotion, onClose);
  return (
    <TermsForm title={t("change")} promotion={promotion} onSend={change.send} onClose={onClose}>
      <SubmitRow label={t("save")} problem={change.problem} busy={change.isPending} />
    </TermsForm>
  );
}

function TermsForm({
  title,
  promotion,
  onSend,
  onClose,
  children,
}: {
  title: string;
  promotion: PromotionView | null;
  onSend: (body: PromotionBody) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTexts("staff/promotions", "promotions");
  const { values, field } = useFields({ ...(promotion ? typedOf(promotion) : NO_TERMS) });
  const { problems, props } = useForm(values, checkTerms, (typed) => onSend(bodyOf(typed, promotion)));
  return (
    <Card title={title}>
      <form {...props} className={form.form} aria-label={title}>
        <TermsFields values={values} field={field} problems={problems} />
        {children}
        <div>
          <Button kind="quiet" onClick={onClose}>
            {t("close")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
