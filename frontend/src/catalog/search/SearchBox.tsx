import { type FormEvent, type KeyboardEvent, useEffect, useId, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useTexts } from "../../i18n/useTexts";
import { SearchForm } from "../../ui/form/SearchForm";
import { useDebounced } from "../../ui/form/useDebounced";
import { filterParams } from "../list/filters";
import { SuggestionList } from "./SuggestionList";
import { nextSuggestion, useSuggestions } from "./suggestions";

const TYPING_MS = 180;

/** Searches while the shopper types. It is a combobox (WAI-ARIA): a suggestion opens its product, Enter all results. */
export function SearchBox() {
  const t = useTexts("shop", "search");
  const id = useId();
  const navigate = useNavigate();
  const searched = useSearchParams()[0].get("search") ?? "";
  const [typed, setTyped] = useState(searched);
  const [isOpen, setOpen] = useState(false);
  const [selected, select] = useState(-1);
  const query = useSuggestions(useDebounced(typed, TYPING_MS));
  const suggestions = typed.trim().length < 2 ? [] : (query.data?.products ?? []);
  const isShown = isOpen && suggestions.length > 0;

  // The box holds what the page has searched for, also after a step back.
  useEffect(() => setTyped(searched), [searched]);

  const go = (path: string) => {
    setOpen(false);
    select(-1);
    navigate(path);
  };
  const search = (event: FormEvent) => {
    event.preventDefault();
    const chosen = isShown ? suggestions[selected] : undefined;
    go(chosen ? `/products/${chosen.handle}` : `/products?${filterParams({ search: typed.trim() })}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") setOpen(false);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || suggestions.length === 0) return;
    event.preventDefault();
    setOpen(true);
    select(nextSuggestion(selected, step, suggestions.length));
  };
  return (
    <SearchForm
      label={t("search")}
      button={t("search-button")}
      onSubmit={search}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded={isShown}
      aria-controls={`${id}-list`}
      aria-activedescendant={isShown && selected >= 0 ? `${id}-${selected}` : undefined}
      value={typed}
      onKeyDown={onKeyDown}
      onFocus={() => setOpen(true)}
      onChange={(event) => {
        setTyped(event.target.value);
        select(-1);
        setOpen(true);
      }}
    >
      <SuggestionList id={id} products={isShown ? suggestions : []} selected={selected} onChoose={go} />
      <p className="visually-hidden" role="status">
        {isShown && t("suggestions-found", { count: suggestions.length })}
        {isOpen && query.data?.products.length === 0 && t("suggestions-none")}
      </p>
    </SearchForm>
  );
}
