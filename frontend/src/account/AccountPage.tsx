import { useState } from "react";
import { Link } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../queries/Loaded";
import { ProblemNotice } from "../queries/ProblemNotice";
import { useLogOut } from "../session/useLogOut";
import { useSession } from "../session/useSession";
import { Notice } from "../ui/feedback/Notice";
import { Skeleton } from "../ui/feedback/Skeleton";
import { Button } from "../ui/form/Button";
import { Page } from "../ui/page/Page";
import styles from "./AccountPage.module.css";
import { AddressChangeForm } from "./AddressChangeForm";
import { AddressesCard } from "./addresses/AddressesCard";
import { ClosingCard } from "./closing/ClosingCard";
import { DownloadCard } from "./download/DownloadCard";
import { PasswordForm } from "./PasswordForm";
import { ProfileForm } from "./ProfileForm";
import { PasskeysCard } from "./passkeys/PasskeysCard";
import { SessionsCard } from "./sessions/SessionsCard";
import { useProfile } from "./useProfile";

/** /account: the profile, the password, and links to the account's other pages. */
export default function AccountPage() {
  const t = useTexts("logIn", "account");
  const query = useProfile();
  const logOut = useLogOut();
  // Each time another address becomes the default, the form starts anew with it.
  const [choices, setChoices] = useState(0);
  const isStaff = useSession()?.role !== "shopper";
  return (
    <Page title={t("account")} lead={query.data?.email ?? "…"} narrow>
      <div className={styles.ways}>
        <Link to="/orders">{t("your-orders")}</Link>
        {isStaff && <Link to="/staff">{t("staff-pages")}</Link>}
        {isStaff && <Link to="/account/second-factor">{t("second-factor")}</Link>}
        <Button kind="secondary" busy={logOut.isPending} onClick={() => logOut.mutate()}>
          {t("log-out")}
        </Button>
      </div>
      {logOut.isError && <ProblemNotice problem={logOut.error} />}
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {(profile) => (
          <>
            {profile.email_confirmed_at === null && <Notice tone="warning">{t("not-confirmed")}</Notice>}
            <ProfileForm key={`form-${choices}`} profile={profile} />
            <AddressesCard profile={profile} onDefaultChosen={() => setChoices(choices + 1)} />
            <AddressChangeForm />
            <PasswordForm email={profile.email} />
            <PasskeysCard />
            <SessionsCard />
            {!isStaff && <DownloadCard />}
            {!isStaff && <ClosingCard />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
