import { useTexts } from "../i18n/useTexts";
import { useShopRules } from "../session/useShopRules";
import styles from "./Promises.module.css";

/** What every order at this shop comes with. */
export function Promises() {
  const t = useTexts("catalog", "home");
  const days = useShopRules()?.return_period_days;
  return (
    <section aria-labelledby="promises" className={styles.promises}>
      <h2 id="promises">{t("promises")}</h2>
      <ul className={styles.list}>
        <li>
          <h3>{t("charged-later")}</h3>
          <p>{t("charged-later-why")}</p>
        </li>
        <li>
          <h3>{days === undefined ? t("returns") : t("returns-days", { count: days })}</h3>
          <p>{t("returns-how")}</p>
        </li>
        <li>
          <h3>{t("no-account")}</h3>
          <p>{t("no-account-how")}</p>
        </li>
      </ul>
    </section>
  );
}
