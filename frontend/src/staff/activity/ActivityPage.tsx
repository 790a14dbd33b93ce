import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { STAFF_KEY } from "../../queries/keys";
import { PagedList } from "../../queries/PagedList";
import { usePages } from "../../queries/usePages";
import { useShop } from "../../session/shop";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Page } from "../../ui/page/Page";
import { ActivityRow } from "./ActivityRow";
import { activityTexts } from "./texts";

/** /staff/actions: the log of what staff have changed, newest entry first. */
export default function ActivityPage() {
  const t = useTexts(activityTexts);
  return (
    <Page title={t("title")}>
      <PagedList query={useActivity()} itemsOf={(page) => page.actions} empty={<EmptyState title={t("none")} />}>
        {(action) => <ActivityRow key={action.id} action={action} />}
      </PagedList>
    </Page>
  );
}

function useActivity() {
  const { api } = useShop();
  return usePages(
    [...STAFF_KEY, "actions"],
    (query, signal) => dataOf(api.GET("/api/staff/actions", { params: { query }, signal })),
    { staleTime: 0 },
  );
}
