import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import form from "../ui/Form.module.css";
import { Notice } from "../ui/Notice";
import { ProblemNotice } from "../ui/ProblemNotice";
import { catalogueStaffTexts } from "./catalogueTexts";
import { FaultList } from "./FaultList";
import { faultsIn } from "./faults";
import { ImportPreview } from "./ImportPreview";
import { useImport, usePreview } from "./useImport";

/** What a file would change; whoever has seen it may have it done. */
export function ImportSteps({ file }: { file: File }) {
  const t = useTexts(catalogueStaffTexts);
  const preview = usePreview();
  const taking = useImport();
  const problem = taking.problem ?? preview.problem;
  const faults = faultsIn(problem);
  if (taking.done) {
    return (
      <Notice tone="good">
        <p>{t("imported", { count: taking.done.created + taking.done.changed })}</p>
      </Notice>
    );
  }
  const changesNothing = preview.done && preview.done.created + preview.done.changed + preview.done.stock_counted === 0;
  return (
    <>
      {faults && <FaultList faults={faults} />}
      {problem && !faults ? <ProblemNotice problem={problem} /> : null}
      {preview.done && <ImportPreview preview={preview.done} />}
      <div className={form.actions}>
        {preview.done && !changesNothing && (
          <Button busy={taking.isBusy} onClick={() => taking.send(file)}>
            {t("import-confirm")}
          </Button>
        )}
        <Button kind={preview.done ? "secondary" : "primary"} busy={preview.isBusy} onClick={() => preview.send(file)}>
          {t(preview.done ? "preview-again" : "preview")}
        </Button>
      </div>
    </>
  );
}
