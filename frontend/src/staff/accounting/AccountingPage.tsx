import { useState } from "react";
import { LOCALES } from "../../i18n/languages";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { DayFields, type Days } from "../../ui/form/DayFields";
import { SelectField } from "../../ui/form/SelectField";
import { Page } from "../../ui/page/Page";
import styles from "../Rows.module.css";
import { ExportCard } from "./ExportCard";
import { daysOf, months } from "./months";

const KINDS = ["orders", "payments", "vat"] as const;

/** /staff/accounting: exports orders, payments and VAT of a month or some of its days. */
export default function AccountingPage() {
  const t = useTexts("staff/accounting", "accounting");
  const { language } = useLanguage();
  // Accounting is usually about the last month.
  const [month, setMonth] = useState(months()[1] ?? "");
  const [days, setDays] = useState<Days>(daysOf(month));
  const labels = { since: t("since"), until: t("until") };
  const name = new Intl.DateTimeFormat(LOCALES[language], { month: "long", year: "numeric", timeZone: "UTC" });
  const options = months().map((value) => ({ value, label: name.format(new Date(`${value}-01`)) }));
  const choose = (chosen: string) => {
    setMonth(chosen);
    setDays(daysOf(chosen));
  };
  return (
    <Page title={t("title")} lead={t("lead")}>
      <search className={styles.filters} aria-label={t("range")}>
        <SelectField label={t("month")} hint={t("hint")} value={month} options={options} onChoose={choose} />
        <DayFields days={days} labels={labels} onChange={setDays} />
      </search>
      {KINDS.map((kind) => (
        <ExportCard key={kind} kind={kind} days={days} />
      ))}
    </Page>
  );
}
