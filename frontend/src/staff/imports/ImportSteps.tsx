import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { useShop } from "../../session/shop";
import { Notice } from "../../ui/feedback/Notice";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { useStaffMutation } from "../useStaffMutation";
import { CellProblemList, cellProblemsIn, WarningList, warningsOf } from "./CellProblemList";
import { ImportPreview } from "./ImportPreview";

const COUNTS_OF_CHANGES = ["created", "changed", "stock_counted", "stock_policies_set"] as const;

/** Previews what a file would change, then imports it. */
export function ImportSteps({ file }: { file: File }) {
  const t = useTexts("staff/imports", "imports");
  const preview = usePreview();
  const importing = useImport();
  const problem = importing.problem ?? preview.problem;
  const cellProblems = cellProblemsIn(problem);
  if (importing.result) {
    return (
      <>
        <Notice tone="good">
          <p>{t("imported", { count: importing.result.created + importing.result.changed })}</p>
        </Notice>
        <WarningList problems={warningsOf(importing.result)} />
      </>
    );
  }
  const changes = preview.result;
  const hasChanges = changes !== undefined && COUNTS_OF_CHANGES.some((name) => changes[name] > 0);
  return (
    <>
      {cellProblems && <CellProblemList problems={cellProblems} />}
      {problem && !cellProblems && <ProblemNotice problem={problem} />}
      {changes && <WarningList problems={warningsOf(changes)} />}
      {changes && <ImportPreview preview={changes} />}
      <div className={form.actions}>
        {hasChanges && (
          <Button busy={importing.isPending} onClick={() => importing.send(file)}>
            {t("import-confirm")}
          </Button>
        )}
        <Button kind={changes ? "secondary" : "primary"} busy={preview.isPending} onClick={() => preview.send(file)}>
          {t(changes ? "preview-again" : "preview")}
        </Button>
      </div>
    </>
  );
}

function usePreview() {
  const { api } = useShop();
  return useStaffMutation("preview import", async (file: File) =>
    dataOf(api.POST("/api/staff/catalog/preview", await csvRequest(file))),
  );
}

function useImport() {
  const { api } = useShop();
  return useStaffMutation(
    "import catalog",
    async (file: File) => dataOf(api.POST("/api/staff/catalog", await csvRequest(file))),
    { changes: ["product"] },
  );
}

/** Sends the file's bytes unchanged, so that the API can report where they are not UTF-8. */
async function csvRequest(file: File) {
  return {
    headers: { "content-type": "text/csv" },
    body: (await file.arrayBuffer()) as unknown as string,
    bodySerializer: (body: unknown) => body as ArrayBuffer,
  };
}
