import { useTexts } from "../../i18n/useTexts";
import { Loaded } from "../../queries/Loaded";
import { useMay } from "../../session/useMay";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Page } from "../../ui/page/Page";
import { ToFirstArea } from "../StaffNav";
import { RangeForm } from "./RangeForm";
import { SalesNumbers } from "./SalesNumbers";
import { useRange, useSales } from "./useSales";

/** /staff: what was sold on the days in the URL, or today. Who may not see it comes to the first area that they may. */
export default function SalesPage() {
  const may = useMay();
  return may("sales.read") ? <Sales /> : <ToFirstArea />;
}

function Sales() {
  const t = useTexts("staff/sales", "sales");
  const [range, setRange] = useRange();
  const query = useSales(range);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <RangeForm range={range} onChange={setRange} />
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {(sales) => <SalesNumbers sales={sales} />}
      </Loaded>
    </Page>
  );
}
