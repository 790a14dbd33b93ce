import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { PagedList } from "../../queries/PagedList";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { useShop } from "../../session/shop";
import { EmptyState } from "../../ui/feedback/EmptyState";
import { Button } from "../../ui/form/Button";
import { useDebounced } from "../../ui/form/useDebounced";
import { Page } from "../../ui/page/Page";
import { exportName, saveFile } from "../../ui/saveFile";
import { useStaffMutation } from "../useStaffMutation";
import { ActivityFiltersForm } from "./ActivityFiltersForm";
import { ActivityRow } from "./ActivityRow";
import { queryOf, useActivity, useActivityFilters } from "./useActivity";

const TYPING_MS = 250;

/** /staff/actions: what staff have changed, filtered as the URL says, newest entry first; and a file of it. */
export default function ActivityPage() {
  const t = useTexts("staff/activity", "log");
  const ta = useTexts("staff/activity", "actions");
  const [filters, setFilters] = useActivityFilters();
  const typed = JSON.stringify(queryOf(filters, ta.has) ?? {});
  const query = useActivity(JSON.parse(useDebounced(typed, TYPING_MS)));
  const exporting = useExport(typed);
  return (
    <Page title={t("title")}>
      <ActivityFiltersForm filters={filters} onChange={setFilters} />
      {exporting.problem && <ProblemNotice problem={exporting.problem} />}
      <div>
        <Button kind="secondary" busy={exporting.isPending} onClick={() => exporting.send()}>
          {t("export")}
        </Button>
      </div>
      <PagedList query={query} itemsOf={(page) => page.actions} empty={<EmptyState title={t("none")} />}>
        {(action) => (
          <ActivityRow key={action.id} action={action} onOnly={(email) => setFilters({ ...filters, email })} />
        )}
      </PagedList>
    </Page>
  );
}

function useExport(typed: string) {
  const { api } = useShop();
  return useStaffMutation<void, unknown>("export activity", async () => {
    const query = JSON.parse(typed);
    saveFile(
      await dataOf<Blob>(api.GET("/api/staff/actions/export", { params: { query }, parseAs: "blob" })),
      exportName("activity"),
    );
  });
}
