import { useState } from "react";
import { Page } from "../../src/ui/page/Page";
import { Buttons } from "./Buttons";
import styles from "./Components.module.css";
import { Contents } from "./Contents";
import { Feedback } from "./Feedback";
import { Fields } from "./Fields";

/** Every component of src/ui in every state that it has: `npm run ui` shows it. */
export function Components() {
  const [theme, choose] = useState<"light" | "dark" | null>(null);
  const toggle = () => {
    const next = theme === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    choose(next);
  };
  return (
    <main className={styles.components}>
      <Page title="Components" lead="All that pages are made of, in all its states.">
        <button type="button" onClick={toggle}>
          Light or dark
        </button>
        <Buttons />
        <Fields />
        <Feedback />
        <Contents />
      </Page>
    </main>
  );
}
