import { ShopProblem } from "../../api/problem";
import type { ImportView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { Notice } from "../../ui/feedback/Notice";
import styles from "../Rows.module.css";

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

/** What is wrong with a file that was refused. */
export function CellProblemList({ problems }: { problems: CellProblems }) {
  const t = useTexts("staff/imports", "imports");
  return (
    <Notice tone="danger" urgent>
      <p>{t("refused", { count: problems.total })}</p>
      <CellProblemRows problems={problems} />
    </Notice>
  );
}

/** What a file's import guesses or leaves out; nothing if there are no warnings. */
export function WarningList({ problems }: { problems: CellProblems }) {
  const t = useTexts("staff/imports", "imports");
  if (problems.total === 0) return null;
  return (
    <Notice tone="warning">
      <p>{t("warnings", { count: problems.total })}</p>
      <CellProblemRows problems={problems} />
    </Notice>
  );
}

/** Problems by line; the API words them in English. */
function CellProblemRows({ problems: { listed, total } }: { problems: CellProblems }) {
  const t = useTexts("staff/imports", "imports");
  return (
    <>
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
    </>
  );
}

/** The cell problems that an import was refused for; null for any other problem. */
export function cellProblemsIn(problem: unknown): CellProblems | null {
  if (!(problem instanceof ShopProblem) || problem.slug !== "file-refused") return null;
  const listed = (problem.members.errors ?? []) as CellProblem[];
  return { listed, total: Number(problem.members.errors_total ?? listed.length) };
}

/** The warnings about a file that can be imported. */
export function warningsOf({ warnings, warnings_total }: ImportView): CellProblems {
  return { listed: warnings, total: warnings_total };
}
