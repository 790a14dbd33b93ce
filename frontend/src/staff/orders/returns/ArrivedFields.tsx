import type { ReturnView } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { useShopRules } from "../../../session/useShopRules";
import { Field } from "../../../ui/form/Field";
import { SelectField } from "../../../ui/form/SelectField";
import styles from "../../Rows.module.css";
import type { NoteProblem, TypedReceiptLine } from "./receiptLines";

/** How many items of a line arrived, in which condition, and what of their value is lost. */
export function ArrivedFields({
  line,
  title,
  noted,
  problem,
  onNote,
}: {
  line: ReturnView["lines"][number];
  title: string;
  noted: TypedReceiptLine;
  problem: NoteProblem | null;
  onNote: (noted: TypedReceiptLine) => void;
}) {
  const t = useTexts("staff/orderDetails", "returns");
  const longest = useShopRules()?.short_text_max;
  const { resellable, damaged, lost, reason } = noted;
  const upTo = (most: number) => Array.from({ length: most + 1 }, (_, n) => ({ value: String(n), label: String(n) }));
  return (
    <div className={styles.fields}>
      <SelectField
        label={t("good", { title, quantity: line.quantity })}
        value={String(resellable)}
        options={upTo(line.quantity)}
        onChoose={(chosen) => {
          const good = Number(chosen);
          onNote({ ...noted, resellable: good, damaged: Math.min(damaged, line.quantity - good) });
        }}
      />
      <SelectField
        label={t("damaged", { title })}
        value={String(damaged)}
        options={upTo(line.quantity - resellable)}
        onChoose={(chosen) => onNote({ ...noted, damaged: Number(chosen) })}
      />
      <Field
        name={`lost-${line.sku}`}
        label={t("lost", { title })}
        inputMode="decimal"
        autoComplete="off"
        value={lost}
        problem={problem === "lost-wrong" ? t(problem) : undefined}
        onType={(typed) => onNote({ ...noted, lost: typed })}
      />
      {lost.trim() !== "" && (
        <Field
          name={`reason-${line.sku}`}
          label={t("lost-reason", { title })}
          maxLength={longest}
          value={reason}
          problem={problem === "lost-reason-missing" ? t(problem) : undefined}
          onType={(typed) => onNote({ ...noted, reason: typed })}
        />
      )}
    </div>
  );
}
