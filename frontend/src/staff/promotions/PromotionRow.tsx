import { useState } from "react";
import type { PromotionView } from "../../api/schema";
import { LOCALES } from "../../i18n/languages";
import { Moment } from "../../i18n/Moment";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { CURRENCY, formatRate } from "../../money/money";
import { useMoney } from "../../money/useMoney";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { useMay } from "../../session/useMay";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { ConfirmDialog } from "../ConfirmDialog";
import styles from "../Rows.module.css";
import { usePromotionEnd } from "./usePromotions";

/** A promotion: what it takes off, for whom and until when, and what staff can do with it. */
export function PromotionRow({ promotion, onChange }: { promotion: PromotionView; onChange: () => void }) {
  const t = useTexts("staff/promotions", "promotions");
  const { language } = useLanguage();
  const name = promotion.names[language] ?? promotion.names.en;
  const end = usePromotionEnd(promotion);
  const may = useMay();
  const [isAsked, ask] = useState(false);
  const { code, uses, uses_max: most, valid_from, valid_until } = promotion;
  const hasEnded = valid_until !== null && new Date(valid_until) <= new Date();
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.main}>
          <strong>{name}</strong>
          <span className={styles.soft}>
            {code ?? t("automatic")} · <Reduction promotion={promotion} />
          </span>
        </span>
        <span className={styles.soft}>{t("uses", { uses, most: most ?? "∞" })}</span>
        <span className={styles.soft}>
          <Moment at={valid_from} /> – {valid_until && <Moment at={valid_until} />}
        </span>
      </div>
      {end.problem && <ProblemNotice problem={end.problem} />}
      <div className={form.actions}>
        {may("promotions.change") && (
          <Button kind="secondary" onClick={onChange}>
            {t("change")}
          </Button>
        )}
        {hasEnded && <p className={styles.soft}>{t("ended")}</p>}
        {!hasEnded && may("promotions.end") && (
          <Button kind="danger" busy={end.isPending} onClick={() => ask(true)}>
            {t("end")}
          </Button>
        )}
      </div>
      {isAsked && (
        <ConfirmDialog
          title={t("end-ask", { name })}
          label={t("end-yes")}
          onConfirm={() => end.send()}
          onClose={() => ask(false)}
        >
          <p>{t("end-advice")}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}

function Reduction({ promotion }: { promotion: PromotionView }) {
  const t = useTexts("staff/promotions", "promotions");
  const { language } = useLanguage();
  const money = useMoney();
  return t(`says-${promotion.kind}`, {
    share: formatRate(promotion.share_basis_points ?? 0, LOCALES[language]),
    amount: money(promotion.amount_minor ?? 0, CURRENCY),
    buy: promotion.buy_quantity ?? 0,
    free: promotion.free_quantity ?? 0,
  });
}
