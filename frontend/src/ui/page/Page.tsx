import { type ReactNode, useEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";
import styles from "./Page.module.css";
import { useSiteName } from "./siteName";

/** A page with its title, which is also the tab's. After a navigation its heading gets the focus. */
export function Page({
  title,
  titleLanguage,
  lead,
  narrow = false,
  subject = "",
  children,
}: {
  title: string;
  /** The title's language, where it differs from the page's, as it does for names of products. */
  titleLanguage?: string | undefined;
  lead?: ReactNode;
  narrow?: boolean;
  /** What of the URL's parameters the page is about: another subject is another page. */
  subject?: string;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useFocusOnArrival(heading, subject);
  return (
    <div className={narrow ? `${styles.page} ${styles.narrow}` : styles.page}>
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1} lang={titleLanguage} dir="auto">
          {title}
        </h1>
        {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      </header>
      {children}
    </div>
  );
}

/** Names the tab. A page that is still loading uses it before it has a heading. */
export function useTitle(title: string): void {
  const site = useSiteName();
  useEffect(() => {
    document.title = site === "" || site === title ? title : `${title} · ${site}`;
  }, [title, site]);
}

/**
 * Starts every new page at its heading. After a step back, and on the first page, the browser decides. A control of the
 * page itself that has led to another subject keeps the focus.
 */
function useFocusOnArrival(heading: React.RefObject<HTMLHeadingElement | null>, subject: string): void {
  const { key, pathname } = useLocation();
  const type = useNavigationType();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another path or subject is a new page.
  useEffect(() => {
    if (key === "default" || type === "POP") return;
    window.scrollTo(0, 0);
    if (document.activeElement?.closest("main search")) return;
    heading.current?.focus({ preventScroll: true });
  }, [pathname, subject]);
}
