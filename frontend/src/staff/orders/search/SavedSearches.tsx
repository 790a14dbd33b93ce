import { type FormEvent, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useTexts } from "../../../i18n/useTexts";
import { Button } from "../../../ui/form/Button";
import { Field } from "../../../ui/form/Field";
import styles from "../../Rows.module.css";
import { NAME_MAX, useSavedSearches } from "./useSavedSearches";

/** The searches that somebody has given a name in this browser, and a way to give the present one a name. */
export function SavedSearches() {
  const t = useTexts("staff/orders", "search");
  const { saved, save, remove } = useSavedSearches();
  const present = useSearchParams()[0].toString();
  const isNew = present !== "" && !saved.some(({ query }) => query === present);
  return (
    <>
      {saved.length > 0 && (
        <nav aria-label={t("saved")}>
          <ul className={styles.counts}>
            {saved.map(({ name, query }) => (
              <li key={name}>
                <Link to={`/staff/orders?${query}`} aria-current={query === present ? "page" : undefined}>
                  {name}
                </Link>{" "}
                <Button kind="quiet" aria-label={t("remove-search", { name })} onClick={() => remove(name)}>
                  ×
                </Button>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {isNew && <SaveForm onSave={(name) => save({ name, query: present })} />}
    </>
  );
}

function SaveForm({ onSave }: { onSave: (name: string) => void }) {
  const t = useTexts("staff/orders", "search");
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    onSave(name.trim());
    setName("");
  };
  return (
    <details>
      <summary>{t("save-search")}</summary>
      <form className={styles.beside} onSubmit={submit}>
        <Field label={t("search-name")} maxLength={NAME_MAX} autoComplete="off" value={name} onType={setName} />
        <Button type="submit" kind="secondary">
          {t("save")}
        </Button>
      </form>
    </details>
  );
}
