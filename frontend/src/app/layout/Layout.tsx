import { Suspense, useEffect } from "react";
import { Outlet, useLocation } from "react-router";
import { useFreshCatalog } from "../../catalog/useFreshCatalog";
import { useTexts } from "../../i18n/useTexts";
import { useSessionReset } from "../../session/useSessionReset";
import { useShopRules } from "../../session/useShopRules";
import { setSiteName } from "../../ui/page/siteName";
import { ErrorBoundary } from "./ErrorBoundary";
import { Footer } from "./Footer";
import { Header } from "./Header";
import styles from "./Layout.module.css";
import { layoutTexts } from "./texts";
import { WakingNotice } from "./WakingNotice";

/** Surrounds every page with the header and the footer. */
export function Layout() {
  const t = useTexts(layoutTexts);
  const { pathname } = useLocation();
  const name = useShopRules()?.name;
  useSessionReset();
  useFreshCatalog();
  useEffect(() => {
    if (name !== undefined) setSiteName(name);
  }, [name]);
  return (
    <div className={styles.layout}>
      <a className={styles.skip} href="#main">
        {t("skip")}
      </a>
      <Header />
      <main id="main" tabIndex={-1} className={styles.main}>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<p className="visually-hidden">{t("loading")}</p>}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      <Footer />
      <WakingNotice />
    </div>
  );
}
