import type { CountryView } from "../../api/schema";
import type { TextKey } from "../../i18n/catalogs";
import { useTexts } from "../../i18n/useTexts";
import { Field } from "../../ui/form/Field";
import { SelectField } from "../../ui/form/SelectField";

const KINDS: readonly TextKey<"forms", "fields">[] = ["state", "province", "county", "emirate"];

/** The country's own word for an area, where the shop has it in the reader's language. */
export function areaLabel(form: CountryView | undefined): TextKey<"forms", "fields"> {
  return KINDS.find((kind) => kind === form?.area_kind) ?? "area";
}

/** The state, province or county of an address: one of the country's, where it has a list of them. */
export function AreaField({
  area,
  label,
  form,
  problem,
  onChange,
}: {
  area: string;
  label: string;
  form: CountryView | undefined;
  problem: string | undefined;
  onChange: (area: string) => void;
}) {
  const t = useTexts("forms", "fields");
  const field = { label, problem, name: "area", autoComplete: "address-level1", value: area };
  if (!form || form.areas.length === 0) return <Field {...field} maxLength={200} onType={onChange} />;
  const options = [
    { value: "", label: t("choose") },
    ...form.areas.map(({ code, name }) => ({ value: code, label: name, lang: "" })),
  ];
  return <SelectField {...field} options={options} onChoose={onChange} />;
}
