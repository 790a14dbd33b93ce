import { useTexts } from "../../i18n/useTexts";
import { useSession } from "../../session/useSession";
import { Card } from "../../ui/page/Card";
import { Page } from "../../ui/page/Page";
import { PasskeyButton } from "../passkeys/PasskeyButton";
import { PasskeysCard } from "../passkeys/PasskeysCard";
import { usePasskeyFactor } from "../passkeys/usePasskeys";
import { CodeForm } from "./CodeForm";
import { EnrolmentForm } from "./EnrolmentForm";

/** /account/second-factor: enrols and presents an authenticator app or a passkey; staff pages show it until that is done. */
export default function SecondFactorPage() {
  const t = useTexts("account", "secondFactor");
  const ofPasskeys = useTexts("logIn", "passkeys");
  const passkey = usePasskeyFactor();
  const state = useSession()?.secondFactor ?? "optional";
  const isEnrolled = state === "present" || state === "presented";
  return (
    <Page title={t("title")} lead={t("lead")} narrow>
      {isEnrolled && (
        <Card title={t("enter")}>
          <p>{t("is-on")}</p>
          <CodeForm />
          <PasskeyButton label={ofPasskeys("present")} use={passkey} />
        </Card>
      )}
      {state !== "present" && (
        <Card title={t(isEnrolled ? "another" : "enrol")}>
          <p>{t(isEnrolled ? "another-advice" : "enrol-advice")}</p>
          <EnrolmentForm />
        </Card>
      )}
      {state !== "present" && <PasskeysCard />}
    </Page>
  );
}
