import { useState } from "react";
import { useTexts } from "../../i18n/useTexts";
import styles from "./ThemeChoice.module.css";
import { applyTheme, loadTheme, THEMES, type Theme } from "./theme";

/** Chooses between the light theme, the dark one and the device's. */
export function ThemeChoice() {
  const t = useTexts("shop", "layout");
  const [theme, setTheme] = useState(() => loadTheme(localStorage));
  const choose = (next: Theme) => {
    setTheme(next);
    applyTheme(next, document.documentElement, localStorage);
  };
  return (
    <label className={styles.choice}>
      {t("appearance")}
      <select value={theme} onChange={(event) => choose(event.target.value as Theme)}>
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {t(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
