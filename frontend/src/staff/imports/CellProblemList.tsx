import { ShopProblem } from "../../api/problem";
import { useTexts } from "../../i18n/useTexts";
import { Notice } from "../../ui/feedback/Notice";
import styles from "../Rows.module.css";
import { importTexts } from "./texts";

interface CellProblem {
  readonly line: number;
  readonly field: string;
  readonly problem: string;
}

interface CellProblems {
  /** The first problems, as many as the API lists. */
  readonly listed: readonly CellProblem[];
  readonly total: number;
}

/** What is wrong with the cells of a file; the API words it in English. */
export function CellProblemList({ problems: { listed, total } }: { problems: CellProblems }) {
  const t = useTexts(importTexts);
  return (
    <Notice tone="danger" urgent>
      <p>{t("refused", { count: total })}</p>
      <ul className={styles.rows}>
        {listed.map(({ line, field, problem }) => (
          <li key={`${line} ${field} ${problem}`} className={styles.row}>
            <span>
              <strong>{t("line", { line: String(line), column: field })}</strong> <span lang="en">{problem}</span>
            </span>
          </li>
        ))}
      </ul>
      {listed.length < total && <p>{t("more", { count: total - listed.length })}</p>}
    </Notice>
  );
}

/** The cell problems that an import was refused for; null for any other problem. */
export function cellProblemsIn(problem: unknown): CellProblems | null {
  if (!(problem instanceof ShopProblem) || problem.slug !== "file-refused") return null;
  const listed = (problem.members.errors ?? []) as CellProblem[];
  return { listed, total: Number(problem.members.errors_total ?? listed.length) };
}
