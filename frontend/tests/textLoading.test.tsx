import { screen } from "@testing-library/react";
import { type ReactNode, Suspense } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { useTexts as Use } from "../src/i18n/useTexts";
import { areasOf, LAZY } from "./support/areas";

afterEach(() => {
  root?.unmount();
  document.body.innerHTML = "";
  localStorage.clear();
  vi.unstubAllGlobals();
});

function Cart({ useTexts }: { useTexts: typeof Use }) {
  const t = useTexts("cart", "cart");
  return <h1>{t("title")}</h1>;
}

/** The modules anew, so that no text is loaded yet. */
async function shop() {
  vi.resetModules();
  const [{ LanguageProvider }, { useTexts }, loading, { LanguageSwitch }, { ErrorBoundary }] = await Promise.all([
    import("../src/i18n/LanguageProvider"),
    import("../src/i18n/useTexts"),
    import("../src/i18n/loadTexts"),
    import("../src/app/layout/LanguageSwitch"),
    import("../src/app/layout/ErrorBoundary"),
  ]);
  const page = (
    <LanguageProvider offered={undefined}>
      <ErrorBoundary>
        <Suspense fallback={<p>waiting</p>}>
          <LanguageSwitch />
          <input aria-label="typed" />
          <Cart useTexts={useTexts} />
        </Suspense>
      </ErrorBoundary>
    </LanguageProvider>
  );
  return { page, loading };
}

let root: Root | undefined;

/** Renders as a browser does, and not as `act`, which waits for nothing that suspends. */
function show(page: ReactNode) {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  root = createRoot(document.body.appendChild(document.createElement("div")));
  root.render(page);
}

const heading = async () => (await screen.findByRole("heading")).textContent;
const isLoaded = (loading: Awaited<ReturnType<typeof shop>>["loading"]) => ({
  en: loading.loadedTexts("en", "cart") !== undefined,
  fr: loading.loadedTexts("fr", "cart") !== undefined,
});

describe("The texts of a page", () => {
  beforeEach(() => localStorage.setItem("cloudshop.language", "fr"));

  it("are loaded in the page's language alone, and nothing is shown without them", async () => {
    const { page, loading } = await shop();
    const errors = vi.spyOn(console, "error");
    show(page);
    await screen.findByText("waiting");
    expect(await heading()).toBe("Votre panier");
    expect(isLoaded(loading)).toEqual({ en: false, fr: true });
    expect(errors).not.toHaveBeenCalled();
  });

  it("are all loaded before the language changes, and what was typed and the focus stay", async () => {
    const { page } = await shop();
    show(page);
    await heading();
    const typed = screen.getByLabelText<HTMLInputElement>("typed");
    typed.value = "two";
    const english = screen.getByRole("button", { name: "English" });
    english.focus();
    english.click();
    expect(screen.queryByText("waiting")).toBeNull();
    expect(screen.getByRole("heading").textContent).toBe("Votre panier");
    expect(await screen.findByRole("heading", { name: "Your cart" })).toBeTruthy();
    expect(screen.getByLabelText("typed")).toBe(typed);
    expect(document.activeElement).toBe(english);
    expect(document.documentElement.lang).toBe("en");
  });

  it("that cannot be reached are the page's error, also where its own texts are missing", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 503 })));
    vi.doMock("../locales/fr/shop.json", () => {
      throw new Error("gone");
    });
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { page } = await shop();
    show(page);
    expect(await screen.findByText("We could not reach the shop.")).toBeTruthy();
    vi.doUnmock("../locales/fr/shop.json");
  });

  it("are started in the page's language before any component asks for them", async () => {
    const { loading } = await shop();
    await loading.withTexts(["cart"], () => Promise.resolve())();
    await loading.loadTexts("fr", "cart");
    expect(isLoaded(loading)).toEqual({ en: false, fr: true });
  });
});

describe("Code that is loaded later", () => {
  /** What every page has, and what surrounds staff pages. */
  const before = (path: string, importer: string) => {
    const around = path.startsWith("staff/") && path !== "staff/StaffArea.tsx" ? ["staff/StaffArea.tsx"] : [];
    return areasOf("app/main.tsx", importer, ...around);
  };

  it("is found", () => expect(LAZY.length).toBeGreaterThan(40));

  it.each(LAZY)("$imported has exactly the texts beside it that it needs", ({ importer, imported, listed }) => {
    const needed = areasOf(imported);
    const known = before(imported, importer);
    expect([...listed].sort()).toEqual([...needed].filter((area) => !known.has(area)).sort());
  });
});
