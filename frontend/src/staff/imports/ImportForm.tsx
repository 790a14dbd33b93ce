import { useState } from "react";
import { useTexts } from "../../i18n/useTexts";
import { useShopRules } from "../../session/useShopRules";
import { Field } from "../../ui/form/Field";
import { Card } from "../../ui/page/Card";
import { ImportSteps } from "./ImportSteps";

interface Choice {
  readonly file: File;
  /** Counts the choices, so that choosing the same file again starts again from the preview. */
  readonly count: number;
}

/** Chooses a catalogue file, which can then be previewed and imported. */
export function ImportForm() {
  const t = useTexts("staff/imports", "imports");
  const [choice, setChoice] = useState<Choice | null>(null);
  const rules = useShopRules();
  const problem = choice && checkFile(choice.file, rules?.catalog_file_bytes_max);
  return (
    <Card title={t("import")}>
      <Field
        label={t("file")}
        hint={t("file-hint")}
        type="file"
        accept=".csv,text/csv"
        problem={problem && t(problem)}
        onChange={({ target: { files } }) => {
          const file = files?.[0];
          setChoice((before) => (file ? { file, count: (before?.count ?? 0) + 1 } : null));
        }}
      />
      {choice && !problem && <ImportSteps key={choice.count} file={choice.file} />}
    </Card>
  );
}

/** What is wrong with a file of which the API accepts at most `max` bytes. */
export function checkFile({ size }: Pick<File, "size">, max = Number.POSITIVE_INFINITY): "too-large" | "empty" | null {
  if (size === 0) return "empty";
  return size > max ? "too-large" : null;
}
