export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "cloudshop.theme";

export function loadTheme(storage: Storage): Theme {
  return THEMES.find((theme) => theme === storage.getItem(KEY)) ?? "system";
}

/** Applies the theme to the page, where the style sheets read it, and saves it. */
export function applyTheme(theme: Theme, root: HTMLElement, storage: Storage): void {
  root.dataset.theme = theme;
  storage.setItem(KEY, theme);
}
