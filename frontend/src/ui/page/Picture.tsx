import { useState } from "react";
import styles from "./Picture.module.css";

/**
 * A square picture. It keeps its place while it loads, and loads when it comes near the view unless it is eager. One
 * that cannot be loaded is its text.
 */
export function Picture({
  url,
  text,
  eager = false,
}: {
  url: string | null | undefined;
  text: string;
  eager?: boolean;
}) {
  const [failedUrl, fail] = useState<string | null>(null);
  if (!url || url === failedUrl) {
    return (
      <span className={styles.none} aria-hidden={text === "" || undefined}>
        {text}
      </span>
    );
  }
  return (
    <img
      className={styles.picture}
      src={url}
      alt={text}
      width={400}
      height={400}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      onError={() => fail(url)}
    />
  );
}
