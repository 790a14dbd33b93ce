export type Block = { readonly kind: "heading" | "paragraph"; readonly lines: readonly string[] } | List;
interface List {
  readonly kind: "list";
  readonly lines: readonly string[];
}

/** The parts of a text: empty lines divide them, `# ` begins a heading, and lines with `- ` are items. */
export function blocksOf(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.split("\n").map((line) => line.trim()))
    .map((lines) => lines.filter((line) => line !== ""))
    .filter((lines) => lines.length > 0)
    .map(blockOf);
}

function blockOf(lines: string[]): Block {
  if (lines.every((line) => line.startsWith("- "))) return { kind: "list", lines: lines.map((line) => line.slice(2)) };
  if (lines.length === 1 && lines[0]?.startsWith("# ")) return { kind: "heading", lines: [lines[0].slice(2)] };
  return { kind: "paragraph", lines };
}
