import { Route, Routes } from "react-router";
import { RequireSession } from "../session/RequireSession";
import { Layout } from "./layout/Layout";
import { ACCOUNT_PAGES, type LazyPage, SHOP_PAGES, STAFF_PAGES, StaffArea } from "./routes";

/** The whole shop: every page inside the layout, and behind the log-in those that need one. */
export function App() {
  return (
    <Routes>
      <Route element={<Layout />}>
        {SHOP_PAGES.map(route)}
        <Route element={<RequireSession />}>
          {ACCOUNT_PAGES.map(route)}
          <Route element={<StaffArea />}>{STAFF_PAGES.map(route)}</Route>
        </Route>
      </Route>
    </Routes>
  );
}

function route({ path, Page }: LazyPage) {
  return <Route key={path} path={path} element={<Page />} />;
}
