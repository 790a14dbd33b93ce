import type { Address, OrderView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { Button } from "../../ui/form/Button";
import { NO_ADDRESS } from "../form/address";
import { useAddressesChange, useKnownProfile } from "../useProfile";
import { hasRoom, isSaved, withOther } from "./addresses";

/**
 * Offers to save an order's address in the account. It shows only where the profile is known already, as after a
 * checkout, so that no order's page reads the profile for it.
 */
export function SaveAddress({ address }: { address: OrderView["address"] }) {
  const t = useTexts("forms", "addresses");
  const profile = useKnownProfile();
  const change = useAddressesChange();
  if (change.isSuccess) return <p role="status">{t("saved-address")}</p>;
  const entered: Address = { ...NO_ADDRESS, ...address };
  const canSave = profile && (profile.address === null || hasRoom(profile)) && !isSaved(profile, entered);
  if (!canSave) return null;
  const save = () => change.mutate((now) => (now.address ? withOther(now, entered) : { address: entered }));
  return (
    <>
      <Button kind="quiet" busy={change.isPending} onClick={save}>
        {t("save-to-account")}
      </Button>
      {change.isError && <ProblemNotice problem={change.error} />}
    </>
  );
}
