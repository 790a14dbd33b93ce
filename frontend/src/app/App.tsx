import { Suspense, useEffect } from "react";
import { Route, Routes } from "react-router";
import { useFreshCatalog } from "../catalog/useFreshCatalog";
import { RequireSession } from "../session/RequireSession";
import { useSessionReset } from "../session/useSessionReset";
import { useShopRules } from "../session/useShopRules";
import { setSiteName } from "../ui/page/siteName";
import { ErrorBoundary } from "./layout/ErrorBoundary";
import { Layout } from "./layout/Layout";
import { ACCOUNT_PAGES, type LazyPage, SHOP_PAGES, STAFF_PAGES, StaffArea, StaffLayout } from "./routes";

/** The whole shop: every page inside its layout, and behind the log-in those that need one. */
export function App() {
  useSessionReset();
  useFreshCatalog();
  useSiteName();
  return (
    <ErrorBoundary>
      <Suspense fallback={null}>
        <Routes>
          <Route element={<Layout />}>
            {SHOP_PAGES.map(route)}
            <Route element={<RequireSession />}>{ACCOUNT_PAGES.map(route)}</Route>
          </Route>
          <Route element={<RequireSession />}>
            <Route element={<StaffLayout />}>
              <Route element={<StaffArea />}>{STAFF_PAGES.map(route)}</Route>
            </Route>
          </Route>
        </Routes>
      </Suspense>
    </ErrorBoundary>
  );
}

function useSiteName(): void {
  const name = useShopRules()?.name;
  useEffect(() => {
    if (name !== undefined) setSiteName(name);
  }, [name]);
}

function route({ path, Page }: LazyPage) {
  return <Route key={path} path={path} element={<Page />} />;
}
