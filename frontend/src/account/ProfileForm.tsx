import { useState } from "react";
import type { Address, ProfileView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { SubmitRow } from "../queries/SubmitRow";
import { useAddressForm } from "../session/useCountries";
import styles from "../ui/form/Form.module.css";
import { useForm } from "../ui/form/useForm";
import { Card } from "../ui/page/Card";
import { AddressFields } from "./form/AddressFields";
import { type AddressProblems, checkAddress, isBlank, NO_ADDRESS } from "./form/address";
import { useProfileChange } from "./useProfile";

/** Changes the account's name and delivery address. A blank address is removed; the name stays. */
export function ProfileForm({ profile }: { profile: ProfileView }) {
  const t = useTexts("logIn", "account");
  const [address, setAddress] = useState({
    ...(profile.address ?? NO_ADDRESS),
    name: profile.address?.name ?? profile.name,
  });
  const change = useProfileChange();
  const form = useAddressForm(address.country);
  const check = (sent: Address): AddressProblems => (isBlank(sent) ? {} : checkAddress(sent, form));
  const { problems, props } = useForm(address, check, (sent) => {
    if (!change.isPending) change.mutate({ name: sent.name, address: isBlank(sent) ? null : sent });
  });
  return (
    <Card title={t("profile")}>
      <form {...props} className={styles.form}>
        <AddressFields address={address} problems={problems} refusal={change.error} onChange={setAddress} />
        <SubmitRow label={t("save")} problem={change.error} busy={change.isPending}>
          <span role="status">{change.isSuccess && t("saved")}</span>
        </SubmitRow>
      </form>
    </Card>
  );
}
