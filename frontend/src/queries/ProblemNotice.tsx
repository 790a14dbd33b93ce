import { ResponseLost, ShopProblem } from "../api/problem";
import type { TextKey } from "../i18n/catalogs";
import type { Translate } from "../i18n/texts";
import { useTexts } from "../i18n/useTexts";
import { Notice } from "../ui/feedback/Notice";
import { Button } from "../ui/form/Button";
import { CodeUnreachable } from "../ui/reloadAfterRelease";
import styles from "./ProblemNotice.module.css";

/** Says what went wrong and what to do about it; with `retry` it has a button that tries again. */
export function ProblemNotice({ problem, retry }: { problem: unknown; retry?: () => void }) {
  const t = useTexts("shop", "problems");
  const { sentence, detail, requestId } = describe(problem, t);
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

type ProblemKey = TextKey<"shop", "problems">;

interface Description {
  readonly sentence: string;
  /** The API's own English sentence, for a problem that has no translation. */
  readonly detail?: string;
  readonly requestId?: string;
}

function describe(problem: unknown, t: Translate<ProblemKey>): Description {
  if (problem instanceof ResponseLost || problem instanceof CodeUnreachable) return { sentence: t("lost") };
  if (!(problem instanceof ShopProblem)) return { sentence: t("crashed") };
  const requestId = problem.status >= 500 ? problem.requestId : undefined;
  if (t.has(problem.slug)) return { sentence: t(problem.slug as ProblemKey), requestId };
  return { sentence: t("other"), detail: problem.message, requestId };
}
