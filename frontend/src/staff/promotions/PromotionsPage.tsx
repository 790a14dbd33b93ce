import { useState } from "react";
import type { PromotionView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { PagedList } from "../../queries/PagedList";
import { useMay } from "../../session/useMay";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Button } from "../../ui/form/Button";
import { Page } from "../../ui/page/Page";
import { ChangePromotion, NewPromotion } from "./PromotionForms";
import { PromotionRow } from "./PromotionRow";
import { usePromotions } from "./usePromotions";

/** /staff/promotions: all promotions, which staff create, change and end. */
export default function PromotionsPage() {
  const t = useTexts("staff/promotions", "promotions");
  const query = usePromotions();
  const [edited, edit] = useState<PromotionView | "new" | null>(null);
  const may = useMay();
  const close = () => edit(null);
  return (
    <Page title={t("title")} lead={t("lead")}>
      {edited === null && may("promotions.create") && (
        <div>
          <Button onClick={() => edit("new")}>{t("new")}</Button>
        </div>
      )}
      {edited === "new" && <NewPromotion onClose={close} />}
      {edited !== null && edited !== "new" && <ChangePromotion key={edited.id} promotion={edited} onClose={close} />}
      <PagedList query={query} itemsOf={(page) => page.promotions} empty={<EmptyState title={t("none")} />}>
        {(promotion) => <PromotionRow key={promotion.id} promotion={promotion} onChange={() => edit(promotion)} />}
      </PagedList>
    </Page>
  );
}
