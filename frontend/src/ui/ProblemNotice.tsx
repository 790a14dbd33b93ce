import { useTexts } from "../i18n/useTexts";
import { Button } from "./Button";
import { Notice } from "./Notice";
import styles from "./ProblemNotice.module.css";
import { problemTexts } from "./problemTexts";
import { tellProblem } from "./tellProblem";

/** What went wrong, in words that say what to do; with `retry` there is a button for it. */
export function ProblemNotice({ problem, retry }: { problem: unknown; retry?: () => void }) {
  const t = useTexts(problemTexts);
  const { sentence, detail, requestId } = tellProblem(problem, t);
  return (
    <Notice tone="danger" urgent>
      <p>{sentence}</p>
      {detail && <p lang="en">{detail}</p>}
      {requestId && <p className={styles.request}>{t("request", { id: requestId })}</p>}
      {retry && (
        <Button kind="secondary" onClick={retry}>
          {t("retry")}
        </Button>
      )}
    </Notice>
  );
}
