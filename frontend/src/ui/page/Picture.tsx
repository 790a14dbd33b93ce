import styles from "./Picture.module.css";

/** A square picture. It keeps its place while it loads, and loads when it comes near the view unless it is eager. */
export function Picture({
  url,
  text,
  eager = false,
}: {
  url: string | null | undefined;
  text: string;
  eager?: boolean;
}) {
  if (!url) return <span className={styles.none} aria-hidden="true" />;
  return (
    <img
      className={styles.picture}
      src={url}
      alt={text}
      width={400}
      height={400}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
    />
  );
}
