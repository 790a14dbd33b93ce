import { useState } from "react";
import type { ProfileView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import styles from "../ui/Form.module.css";
import { ProblemNotice } from "../ui/ProblemNotice";
import { useForm } from "../ui/useForm";
import { AddressFields } from "./AddressFields";
import { checkAddress, isBlank, NO_ADDRESS } from "./address";
import { accountTexts } from "./texts";
import { useProfileChange } from "./useProfile";

/** One name, for the account and for parcels; without an address only the name is kept. */
export function ProfileForm({ profile }: { profile: ProfileView }) {
  const t = useTexts(accountTexts);
  const [address, setAddress] = useState({
    ...(profile.address ?? NO_ADDRESS),
    name: profile.address?.name ?? profile.name,
  });
  const change = useProfileChange();
  const check = (given: typeof address) => (isBlank(given) ? {} : checkAddress(given));
  const { problems, props } = useForm(address, check, (sent) => {
    if (!change.isPending) change.mutate({ name: sent.name, address: isBlank(sent) ? null : sent });
  });
  return (
    <form {...props} className={`${styles.form} ${styles.card}`}>
      <h2>{t("profile")}</h2>
      <AddressFields address={address} problems={problems} answer={change.error} onChange={setAddress} />
      {change.isError && <ProblemNotice problem={change.error} />}
      <div className={styles.actions}>
        <Button type="submit" busy={change.isPending}>
          {t("save")}
        </Button>
        <span role="status">{change.isSuccess && t("saved")}</span>
      </div>
    </form>
  );
}
