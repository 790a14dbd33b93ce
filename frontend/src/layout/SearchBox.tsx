import { useEffect, useId, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { writeFilters } from "../catalogue/filters";
import { useSuggestions } from "../catalogue/useSuggestions";
import { useTexts } from "../i18n/useTexts";
import { useSettled } from "../ui/useSettled";
import { SearchIcon } from "./icons";
import styles from "./SearchBox.module.css";
import { Suggestions } from "./Suggestions";
import { stepThrough } from "./stepThrough";
import { layoutTexts } from "./texts";

const TYPING_PAUSE_MS = 180;

/** Search as you type: a combobox (WAI-ARIA) whose list leads to products, and Enter to all that is found. */
export function SearchBox() {
  const t = useTexts(layoutTexts);
  const id = useId();
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const searched = address.get("search") ?? "";
  const [typed, setTyped] = useState(searched);
  const [isOpen, open] = useState(false);
  const [active, activate] = useState(-1);
  const query = useSuggestions(useSettled(typed, TYPING_PAUSE_MS));
  const found = typed.trim().length < 2 ? [] : (query.data?.products ?? []);
  const isShown = isOpen && found.length > 0;

  // The box shows what the page has searched for, also after a step back.
  useEffect(() => setTyped(searched), [searched]);

  const go = (to: string) => {
    open(false);
    activate(-1);
    navigate(to);
  };
  const search = (event: React.FormEvent) => {
    event.preventDefault();
    const picked = isShown ? found[active] : undefined;
    go(picked ? `/products/${picked.handle}` : `/products?${writeFilters({ search: typed.trim() })}`);
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key === "Escape") open(false);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || found.length === 0) return;
    event.preventDefault();
    open(true);
    activate(stepThrough(active, step, found.length));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> would be one more box around the form.
    <form
      role="search"
      className={styles.search}
      onSubmit={search}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || open(false)}
    >
      <label htmlFor={id} className="visually-hidden">
        {t("search")}
      </label>
      <input
        id={id}
        className={styles.input}
        type="search"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        placeholder={t("search")}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
        value={typed}
        onKeyDown={press}
        onFocus={() => open(true)}
        onChange={(event) => {
          setTyped(event.target.value);
          activate(-1);
          open(true);
        }}
      />
      <button type="submit" className={styles.button} aria-label={t("search-button")}>
        <SearchIcon />
      </button>
      <Suggestions id={id} products={isShown ? found : []} active={active} onPick={go} />
      <p className="visually-hidden" role="status">
        {isShown && t("suggestions-found", { count: found.length })}
        {isOpen && query.data?.products.length === 0 && t("suggestions-none")}
      </p>
    </form>
  );
}
