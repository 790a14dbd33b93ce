import { useState } from "react";
import styles from "./Picture.module.css";
import { sourcesOf } from "./sizes";

/**
 * A square picture. It keeps its place while it loads, and loads when it comes near the view unless it is eager. One
 * that cannot be loaded is its text. Of one that was uploaded the browser takes the size that fits.
 */
export function Picture({
  url,
  text,
  eager = false,
  sizes = eager ? "(min-width: 60rem) 50vw, 100vw" : "auto, 50vw",
}: {
  url: string | null | undefined;
  text: string;
  eager?: boolean;
  /** How wide it is shown. */
  sizes?: string;
}) {
  const [failedUrl, fail] = useState<string | null>(null);
  if (!url || url === failedUrl) {
    return (
      <span className={styles.none} aria-hidden={text === "" || undefined}>
        {text}
      </span>
    );
  }
  const image = (
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
  const sources = sourcesOf(url);
  if (sources.length === 0) return image;
  return (
    <picture className={styles.sized}>
      {sources.map(({ type, srcSet }) => (
        <source key={type} type={type} srcSet={srcSet} sizes={sizes} />
      ))}
      {image}
    </picture>
  );
}
