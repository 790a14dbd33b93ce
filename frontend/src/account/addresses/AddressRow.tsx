import type { Address } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { Button } from "../../ui/form/Button";
import { PostalAddress } from "../form/PostalAddress";
import styles from "./AddressesCard.module.css";
import { oneLine } from "./addresses";

/** One of an account's other addresses, with what can be done with it. */
export function AddressRow({
  address,
  busy,
  onUse,
  onEdit,
  onRemove,
}: {
  address: Address;
  busy: boolean;
  onUse: () => void;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const t = useTexts("forms", "addresses");
  const said = { address: oneLine(address) };
  return (
    <li className={styles.address}>
      <PostalAddress address={{ ...address }} />
      <div className={styles.ways}>
        <Button kind="quiet" busy={busy} aria-label={t("use-one-by-default", said)} onClick={onUse}>
          {t("use-by-default")}
        </Button>
        <Button kind="quiet" aria-label={t("edit-one", said)} onClick={onEdit}>
          {t("edit")}
        </Button>
        <Button kind="quiet" busy={busy} aria-label={t("remove-one", said)} onClick={onRemove}>
          {t("remove")}
        </Button>
      </div>
    </li>
  );
}
