import { useState } from "react";
import { LOCALES } from "../../i18n/languages";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { Field } from "../../ui/form/Field";
import { SelectField } from "../../ui/form/SelectField";
import { Page } from "../../ui/page/Page";
import styles from "../Rows.module.css";
import { type Days, ExportCard } from "./ExportCard";
import { daysOf, months } from "./months";
import { accountingTexts } from "./texts";

const KINDS = ["orders", "payments", "vat"] as const;

/** /staff/accounting: exports orders, payments and VAT of a month or some of its days. */
export default function AccountingPage() {
  const t = useTexts(accountingTexts);
  const { language } = useLanguage();
  // What is accounted for is usually the month that has ended.
  const [month, setMonth] = useState(months()[1] ?? "");
  const [days, setDays] = useState<Days>(daysOf(month));
  const name = new Intl.DateTimeFormat(LOCALES[language], { month: "long", year: "numeric", timeZone: "UTC" });
  const options = months().map((value) => ({ value, label: name.format(new Date(`${value}-01`)) }));
  const choose = (chosen: string) => {
    setMonth(chosen);
    setDays(daysOf(chosen));
  };
  const field = (which: keyof Days) => ({
    label: t(which),
    type: "date",
    value: days[which],
    onType: (typed: string) => typed && setDays({ ...days, [which]: typed }),
  });
  return (
    <Page title={t("title")} lead={t("lead")}>
      <search className={styles.filters} aria-label={t("range")}>
        <SelectField label={t("month")} hint={t("hint")} value={month} options={options} onChoose={choose} />
        <Field {...field("since")} />
        <Field {...field("until")} />
      </search>
      {KINDS.map((kind) => (
        <ExportCard key={kind} kind={kind} days={days} />
      ))}
    </Page>
  );
}
