import { type ReactNode, useEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";
import styles from "./Page.module.css";

/** A page: its title for people, for the tab, and, after a step inside the shop, for the screen reader's focus. */
export function Page({
  title,
  titleLanguage,
  lead,
  narrow = false,
  children,
}: {
  title: string;
  /** Where it is not the page's, as with the names of products. */
  titleLanguage?: string | undefined;
  lead?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useArrival(heading);
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

/** A step forward begins at the page's head; a step back is where the browser puts it, a first page where it is. */
function useArrival(heading: React.RefObject<HTMLHeadingElement | null>): void {
  const { key } = useLocation();
  const type = useNavigationType();
  const path = useLocation().pathname;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another path is an arrival; filters are not.
  useEffect(() => {
    if (key === "default" || type === "POP") return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [path]);
}
