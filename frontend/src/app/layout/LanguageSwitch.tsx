import { LANGUAGE_NAMES } from "../../i18n/languages";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import styles from "./LanguageSwitch.module.css";

/** Buttons that choose the language of the page; nothing if the shop offers only one. */
export function LanguageSwitch() {
  const t = useTexts("shop", "layout");
  const { language, offered, choose } = useLanguage();
  if (offered.length < 2) return null;
  return (
    <fieldset className={styles.switch}>
      <legend className="visually-hidden">{t("language")}</legend>
      {offered.map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => choose(one)}>
          <span aria-hidden="true">{one.toUpperCase()}</span>
          <span className="visually-hidden">{LANGUAGE_NAMES[one]}</span>
        </button>
      ))}
    </fieldset>
  );
}
