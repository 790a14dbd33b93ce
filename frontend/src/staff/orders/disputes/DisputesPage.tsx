import { dataOf } from "../../../api/client";
import { useTexts } from "../../../i18n/useTexts";
import { STAFF_KEY } from "../../../queries/keys";
import { PagedList } from "../../../queries/PagedList";
import { usePages } from "../../../queries/usePages";
import { useShop } from "../../../session/shop";
import { EmptyState } from "../../../ui/feedback/EmptyState";
import { Page } from "../../../ui/page/Page";
import { StateFilter } from "../../StateFilter";
import { DisputeRow } from "./DisputeRow";

const STATES = ["open", "won", "lost"] as const;
type Listed = (typeof STATES)[number];

/** /staff/disputes: the disputes that are in the state in the URL, the newest first. */
export default function DisputesPage() {
  const t = useTexts("staff/disputes", "disputes");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <StateFilter states={STATES} initial="open" labelOf={(state) => t(`list-${state}`)}>
        {(state) => <DisputeList state={state} />}
      </StateFilter>
    </Page>
  );
}

function DisputeList({ state }: { state: Listed }) {
  const t = useTexts("staff/disputes", "disputes");
  return (
    <PagedList query={useDisputes(state)} itemsOf={(page) => page.disputes} empty={<EmptyState title={t("none")} />}>
      {(dispute) => <DisputeRow key={dispute.reference} dispute={dispute} inList />}
    </PagedList>
  );
}

function useDisputes(state: Listed) {
  const { api } = useShop();
  return usePages(
    [...STAFF_KEY, "disputes", state],
    (cursor, signal) => dataOf(api.GET("/api/staff/disputes", { params: { query: { state, ...cursor } }, signal })),
    // The provider reports new ones at any time.
    { staleTime: 0 },
  );
}
