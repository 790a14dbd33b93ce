import { useTexts } from "../i18n/useTexts";
import { ActionRow } from "./ActionRow";
import { actionTexts } from "./actionTexts";
import { Paged } from "./Paged";
import { StaffArea } from "./StaffArea";
import { StaffPage } from "./StaffPage";
import { useActions } from "./useActions";

/** /staff/actions: who of the staff did what. */
export default function ActionsPage() {
  return (
    <StaffArea>
      <Actions />
    </StaffArea>
  );
}

function Actions() {
  const t = useTexts(actionTexts);
  return (
    <StaffPage title={t("title")}>
      <Paged query={useActions()} itemsOf={(page) => page.actions} none={t("none")}>
        {(action) => <ActionRow key={action.id} action={action} />}
      </Paged>
    </StaffPage>
  );
}
