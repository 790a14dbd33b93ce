import { useRef, useState } from "react";
import type { Address, ProfileView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { Button } from "../../ui/form/Button";
import { Card } from "../../ui/page/Card";
import { NO_ADDRESS } from "../form/address";
import { useAddressesChange } from "../useProfile";
import styles from "./AddressesCard.module.css";
import { AddressRow } from "./AddressRow";
import { hasRoom, oneLine, othersOf, withDefault, withOther, withoutOther } from "./addresses";
import { OtherAddressForm } from "./OtherAddressForm";

/** The account's other addresses: each can be edited, removed, or become the default. */
export function AddressesCard({ profile, onDefaultChosen }: { profile: ProfileView; onDefaultChosen: () => void }) {
  const t = useTexts("forms", "addresses");
  const others = othersOf(profile);
  const change = useAddressesChange();
  const [said, setSaid] = useState<"removed" | "saved-address" | null>(null);
  // The place of the address that is edited; that of a new one follows the last.
  const [edited, setEdited] = useState<number | null>(null);
  const card = useRef<HTMLDivElement>(null);
  const edit = (place: number | null) => {
    change.reset();
    setSaid(null);
    setEdited(place);
  };
  const put = (changeOf: Parameters<typeof change.mutate>[0], done: typeof said, onDone?: () => void) =>
    change.mutate(changeOf, {
      onSuccess: () => {
        setEdited(null);
        setSaid(done);
        onDone?.();
        // The button that was pressed is gone.
        card.current?.focus();
      },
    });
  const form = (label: string, former: Address | null) => (
    <OtherAddressForm
      {...{ label, change }}
      from={{ ...NO_ADDRESS, ...(former ?? { name: profile.name }) }}
      onSave={(address) => put((now) => withOther(now, address, former), "saved-address")}
      onClose={() => edit(null)}
    />
  );
  return (
    <Card title={t("other-addresses")}>
      <div ref={card} tabIndex={-1} className={styles.card}>
        <p>{t("other-addresses-lead")}</p>
        <ul className={styles.addresses}>
          {others.map((address, place) =>
            edited === place ? (
              <li key="edited">{form(t("edit-one", { address: oneLine(address) }), address)}</li>
            ) : (
              <AddressRow
                key={JSON.stringify(address)}
                address={address}
                busy={change.isPending}
                onUse={() => put((now) => withDefault(now, address), "saved-address", onDefaultChosen)}
                onEdit={() => edit(place)}
                onRemove={() => put((now) => withoutOther(now, address), "removed")}
              />
            ),
          )}
        </ul>
        {edited === others.length && form(t("add"), null)}
        {edited === null && change.isError && <ProblemNotice problem={change.error} />}
        <p role="status">{said && t(said)}</p>
        {edited === null && hasRoom(profile) && (
          <Button kind="secondary" onClick={() => edit(others.length)}>
            {t("add")}
          </Button>
        )}
      </div>
    </Card>
  );
}
