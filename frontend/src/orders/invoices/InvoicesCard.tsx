import type { OrderView } from "../../api/schema";
import { LOCALES } from "../../i18n/languages";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { useMoney } from "../../money/useMoney";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { Button } from "../../ui/form/Button";
import { Card } from "../../ui/page/Card";
import { useDownload, useInvoices } from "./useInvoices";

/** The order's invoice and credit notes, to download. Nothing before its first parcel. */
export function InvoicesCard({ order, email }: { order: OrderView; email: string | null }) {
  const t = useTexts("orderDetails", "invoices");
  const money = useMoney();
  const { language } = useLanguage();
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long" });
  const { data } = useInvoices(order, email);
  const download = useDownload(email);
  if (data === undefined || data.invoices.length === 0) return null;
  return (
    <Card title={t("title")}>
      <ul>
        {data.invoices.map(({ number, kind, issued_at, total_minor, currency }) => (
          <li key={number}>
            <p>
              {t(kind, { number, date: day.format(new Date(issued_at)) })}: {money(total_minor, currency)}
            </p>
            <Button kind="secondary" disabled={download.isPending} onClick={() => download.mutate(number)}>
              {t("download", { number })}
            </Button>
          </li>
        ))}
      </ul>
      {download.error && <ProblemNotice problem={download.error} />}
    </Card>
  );
}
