import { LOCALES } from "../../i18n/languages";
import { useLanguage } from "../../i18n/useLanguage";
import { useTexts } from "../../i18n/useTexts";
import { useCountries } from "../../session/useCountries";
import { SelectField } from "../../ui/form/SelectField";
import { refusalText } from "./refusal";

/** The countries that the shop delivers to, named and sorted in the reader's language. */
export function CountryField({
  country,
  refusal,
  onChoose,
}: {
  country: string;
  refusal?: unknown;
  onChoose: (country: string) => void;
}) {
  const t = useTexts("forms", "fields");
  const { language } = useLanguage();
  const names = new Intl.DisplayNames(LOCALES[language], { type: "region" });
  const served = useCountries()?.map(({ code }) => code) ?? [];
  const codes = served.includes(country) ? served : [...served, country];
  const options = codes.map((code) => ({ value: code, label: names.of(code) ?? code }));
  options.sort((one, other) => one.label.localeCompare(other.label, language));
  return (
    <SelectField
      label={t("country")}
      name="country"
      autoComplete="country"
      value={country}
      options={options}
      problem={refusalText(refusal, "country", t)}
      onChoose={onChoose}
    />
  );
}
