import { Fragment } from "react";
import type { TaxView } from "../../api/schema";
import { LOCALES } from "../../i18n/languages";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { formatRate } from "../../money/money";
import { Price } from "../../money/Price";

/** The VAT in a total, by rate; an export has none. */
export function IncludedTaxes({ taxes, currency }: { taxes: readonly TaxView[]; currency: string }) {
  const t = useTexts("orders", "order");
  const { language } = useLanguage();
  const included = taxes.filter(({ rate_basis_points: rate }) => rate > 0);
  const rows = included.map(({ rate_basis_points: rate, tax_minor }) => ({
    label: t("vat", { rate: formatRate(rate, LOCALES[language]) }),
    tax_minor,
  }));
  return (rows.length > 0 ? rows : [{ label: t("without-vat"), tax_minor: 0 }]).map((row) => (
    <Fragment key={row.label}>
      <dt>{row.label}</dt>
      <dd>
        <Price minor={row.tax_minor} currency={currency} />
      </dd>
    </Fragment>
  ));
}
