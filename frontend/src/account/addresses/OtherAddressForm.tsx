import { useState } from "react";
import type { Address } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useAddressForm } from "../../session/useCountries";
import { Button } from "../../ui/form/Button";
import styles from "../../ui/form/Form.module.css";
import { useForm } from "../../ui/form/useForm";
import { AddressFields } from "../form/AddressFields";
import { checkAddress } from "../form/address";
import type { AddressesChange } from "../useProfile";

/** The fields of one of an account's other addresses. */
export function OtherAddressForm({
  label,
  from,
  change,
  onSave,
  onClose,
}: {
  label: string;
  from: Address;
  change: AddressesChange;
  onSave: (address: Address) => void;
  onClose: () => void;
}) {
  const t = useTexts("forms", "addresses");
  const [address, setAddress] = useState(from);
  const form = useAddressForm(address.country);
  const { problems, props } = useForm(address, (sent) => checkAddress(sent, form), onSave);
  return (
    <form {...props} className={styles.form} aria-label={label}>
      <AddressFields {...{ address, problems }} refusal={change.error} onChange={setAddress} />
      <SubmitRow label={t("save")} problem={change.error} busy={change.isPending}>
        <Button kind="quiet" onClick={onClose}>
          {t("cancel")}
        </Button>
      </SubmitRow>
    </form>
  );
}
