import { useState } from "react";
import { useTexts } from "../../i18n/useTexts";
import { Loaded } from "../../queries/Loaded";
import { useMay } from "../../session/useMay";
import { Skeleton } from "../../ui/feedback/Skeleton";
import { Button } from "../../ui/form/Button";
import { Page } from "../../ui/page/Page";
import styles from "../Rows.module.css";
import { CarrierForm } from "./CarrierForm";
import { CarrierRow } from "./CarrierRow";
import { useCarriers } from "./useCarriers";

/** /staff/carriers: who carries parcels, and where each shows them. */
export default function CarriersPage() {
  const t = useTexts("staff/carriers", "carriers");
  const may = useMay();
  const [isAdding, add] = useState(false);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Loaded query={useCarriers()} skeleton={<Skeleton shape="block" />}>
        {({ carriers }) => (
          <>
            {isAdding && <CarrierForm carrier={null} onClose={() => add(false)} />}
            {!isAdding && may("carriers.change") && (
              <div>
                <Button onClick={() => add(true)}>{t("new")}</Button>
              </div>
            )}
            <ul className={styles.rows}>
              {carriers.map((carrier) => (
                <CarrierRow key={carrier.code} carrier={carrier} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Page>
  );
}
