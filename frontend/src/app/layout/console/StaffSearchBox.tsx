import { type FormEvent, useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useTexts } from "../../../i18n/useTexts";
import { SearchForm } from "../../../ui/form/SearchForm";

/** Finds orders, products and customers by one text. Ctrl+K or ⌘K leads to it from everywhere. */
export function StaffSearchBox() {
  const t = useTexts("shop", "layout");
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const searched = useSearchParams()[0].get("find") ?? "";
  const [typed, setTyped] = useState(searched);
  useEffect(() => setTyped(searched), [searched]);
  useShortcut("k", () => {
    input.current?.focus();
    input.current?.select();
  });
  const find = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== "") navigate(`/staff/search?${new URLSearchParams({ find: typed.trim() })}`);
  };
  return (
    <SearchForm
      label={t("find")}
      button={t("find-button")}
      onSubmit={find}
      ref={input}
      aria-keyshortcuts="Control+K Meta+K"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

/** Acts on the key with Ctrl or ⌘. A key alone would get in the way of those who speak to their computer (WCAG 2.1.4). */
function useShortcut(key: string, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [key]);
}
