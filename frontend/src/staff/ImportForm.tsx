import { useState } from "react";
import { useTexts } from "../i18n/useTexts";
import { useShopRules } from "../shop/useShopRules";
import { Field } from "../ui/Field";
import form from "../ui/Form.module.css";
import { checkFile, type FileProblem } from "./catalogueFile";
import { catalogueStaffTexts } from "./catalogueTexts";
import { ImportSteps } from "./ImportSteps";

interface Chosen {
  readonly file: File;
  readonly problem: FileProblem | null;
  readonly times: number;
}

/** A file is chosen, then looked at, then taken in. */
export function ImportForm() {
  const t = useTexts(catalogueStaffTexts);
  const rules = useShopRules();
  const [chosen, choose] = useState<Chosen | null>(null);
  return (
    <section className={`${form.form} ${form.card}`} aria-labelledby="import">
      <h2 id="import">{t("import")}</h2>
      <Field
        label={t("file")}
        hint={t("file-hint")}
        type="file"
        accept=".csv,text/csv"
        problem={chosen?.problem ? t(chosen.problem) : undefined}
        onChange={({ target: { files } }) => {
          const file = files?.[0];
          choose((before) =>
            file
              ? { file, problem: checkFile(file, rules?.catalog_file_bytes_max), times: (before?.times ?? 0) + 1 }
              : null,
          );
        }}
      />
      {chosen && chosen.problem === null && <ImportSteps key={chosen.times} file={chosen.file} />}
    </section>
  );
}
