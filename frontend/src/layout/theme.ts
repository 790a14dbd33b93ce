export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "cloudshop.theme";

export function keptTheme(storage: Storage): Theme {
  return THEMES.find((theme) => theme === storage.getItem(KEY)) ?? "system";
}

/** Shows the theme and keeps it; the style sheets do the rest. */
export function showTheme(theme: Theme, root: HTMLElement, storage: Storage): void {
  root.dataset.theme = theme;
  storage.setItem(KEY, theme);
}
