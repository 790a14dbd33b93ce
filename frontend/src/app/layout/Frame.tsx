import { type ReactNode, Suspense } from "react";
import { Outlet, useLocation } from "react-router";
import { useTexts } from "../../i18n/useTexts";
import { ErrorBoundary } from "./ErrorBoundary";
import styles from "./Frame.module.css";
import { WakingNotice } from "./WakingNotice";

interface Props {
  header: ReactNode;
  /** What stands before the page, or beside it if `className` makes columns. */
  beside?: ReactNode;
  footer?: ReactNode;
  className?: string | undefined;
}

/** A page below its header, with a way past the header, and an error in its place if it stops. */
export function Frame({ header, beside, footer, className }: Props) {
  const t = useTexts("shop", "layout");
  const { pathname } = useLocation();
  return (
    <div className={styles.layout}>
      <a className={styles.skip} href="#main">
        {t("skip")}
      </a>
      {header}
      <div className={`${styles.body} ${className ?? ""}`}>
        {beside}
        <main id="main" tabIndex={-1} className={styles.main}>
          <ErrorBoundary key={pathname}>
            <Suspense fallback={<p className="visually-hidden">{t("loading")}</p>}>
              <Outlet />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
      {footer}
      <WakingNotice />
    </div>
  );
}
