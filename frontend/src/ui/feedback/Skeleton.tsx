import styles from "./Skeleton.module.css";

/** Keeps the place of something that is still loading. */
export function Skeleton({ shape }: { shape: "line" | "title" | "picture" | "block" }) {
  return <span className={`${styles.skeleton} ${styles[shape]}`} aria-hidden="true" />;
}

/** Keeps the place of a page's two columns, in the page's own layout. */
export function ColumnSkeletons({ className }: { className: string | undefined }) {
  return (
    <div className={className}>
      <Skeleton shape="block" />
      <Skeleton shape="block" />
    </div>
  );
}
