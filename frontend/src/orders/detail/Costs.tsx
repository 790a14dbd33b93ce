import { Fragment } from "react";
import type { AppliedView, TaxView } from "../../api/schema";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { Price } from "../../money/Price";
import styles from "./Costs.module.css";
import { IncludedTaxes } from "./IncludedTaxes";

interface Amounts {
  readonly currency: string;
  readonly subtotal_minor: number;
  readonly shipping_minor: number;
  readonly total_minor: number;
  /** Missing in an answer that was stored before there were promotions. */
  readonly promotions?: readonly AppliedView[];
  /** Null in orders of before VAT was stored. */
  readonly taxes: readonly TaxView[] | null;
  /** Missing in an answer that was stored before there was a reverse charge. */
  readonly tax_reason?: "reverse_charge" | null;
  readonly refunded_minor?: number;
}

/** The amounts of an order or a quote, as the API has added them up. */
export function Costs({ costs }: { costs: Amounts }) {
  const t = useTexts("orders", "order");
  const { language } = useLanguage();
  const { currency, refunded_minor: refunded = 0 } = costs;
  return (
    <>
      <dl className={styles.costs}>
        <dt>{t("subtotal")}</dt>
        <dd>
          <Price minor={costs.subtotal_minor} currency={currency} />
        </dd>
        <dt>{t("shipping")}</dt>
        <dd>{costs.shipping_minor === 0 ? t("free") : <Price minor={costs.shipping_minor} currency={currency} />}</dd>
        {costs.promotions?.map((promotion) => (
          <Fragment key={`${promotion.code} ${promotion.names.en}`}>
            <dt>
              {promotion.names[language] ?? promotion.names.en}
              {promotion.code && ` (${promotion.code})`}
            </dt>
            <dd>
              <Price minor={-promotion.discount_minor} currency={currency} />
            </dd>
          </Fragment>
        ))}
        <dt className={styles.total}>{t("total")}</dt>
        <dd className={styles.total}>
          <Price minor={costs.total_minor} currency={currency} />
        </dd>
        {costs.taxes && <IncludedTaxes taxes={costs.taxes} currency={currency} />}
        {refunded > 0 && (
          <>
            <dt>{t("refunded")}</dt>
            <dd>
              <Price minor={refunded} currency={currency} />
            </dd>
          </>
        )}
      </dl>
      {costs.tax_reason === "reverse_charge" && <p>{t("reverse-charge")}</p>}
    </>
  );
}
