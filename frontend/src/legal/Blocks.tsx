import styles from "./Blocks.module.css";
import { type Block, blocksOf } from "./blocks";

/** A text of the merchant: headings, paragraphs and lists, and nothing that could run. */
export function Blocks({ text }: { text: string }) {
  return (
    <div className={styles.text}>
      {blocksOf(text).map((block) => (
        <Part key={block.lines.join("\n")} block={block} />
      ))}
    </div>
  );
}

function Part({ block }: { block: Block }) {
  if (block.kind === "heading") return <h2>{block.lines[0]}</h2>;
  if (block.kind === "paragraph") return <p>{block.lines.join("\n")}</p>;
  return (
    <ul>
      {block.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
