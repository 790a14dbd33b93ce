import { type ReactNode, useEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";
import styles from "./Page.module.css";

/** A page with its title, which is also the tab's. After a navigation its heading gets the focus. */
export function Page({
  title,
  titleLanguage,
  lead,
  narrow = false,
  children,
}: {
  title: string;
  /** The title's language, where it differs from the page's, as it does for names of products. */
  titleLanguage?: string | undefined;
  lead?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useFocusOnArrival(heading);
  return (
    <div className={narrow ? `${styles.page} ${styles.narrow}` : styles.page}>
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1} lang={titleLanguage}>
          {title}
        </h1>
        {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      </header>
      {children}
    </div>
  );
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "CloudShop" ? title : `${title} · CloudShop`;
  }, [title]);
}

/** Starts every new page at its heading. After a step back, and on the first page, the browser decides. */
function useFocusOnArrival(heading: React.RefObject<HTMLHeadingElement | null>): void {
  const { key, pathname } = useLocation();
  const type = useNavigationType();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another path is a new page; other filters are not.
  useEffect(() => {
    if (key === "default" || type === "POP") return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [pathname]);
}
