import { useTexts } from "../i18n/useTexts";
import { logInPath } from "../session/returnPath";
import { useShop } from "../session/shop";
import { Notice } from "../ui/feedback/Notice";
import { Button } from "../ui/form/Button";
import { ButtonLink } from "../ui/form/ButtonLink";
import formStyles from "../ui/form/Form.module.css";

/** Says that the session has ended by itself, and leads through the log-in back to the page at `path`. */
export function SessionEndedNotice({ path }: { path: string }) {
  const t = useTexts("cart", "cart");
  const { session } = useShop();
  return (
    <Notice tone="warning" urgent>
      <p>{t("session-ended")}</p>
      <div className={formStyles.actions}>
        <ButtonLink to={logInPath(path)}>{t("log-in-again")}</ButtonLink>
        <Button kind="quiet" onClick={() => session.end()}>
          {t("as-guest")}
        </Button>
      </div>
    </Notice>
  );
}
