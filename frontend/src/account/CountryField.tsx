import { LOCALES } from "../i18n/languages";
import { useLanguage } from "../i18n/useLanguage";
import { useTexts } from "../i18n/useTexts";
import { SelectField } from "../ui/SelectField";
import { COUNTRIES } from "./address";
import { formTexts } from "./formTexts";

/** Countries under their names in the reader's language, in its order. */
export function CountryField({ country, onChoose }: { country: string; onChoose: (country: string) => void }) {
  const t = useTexts(formTexts);
  const { language } = useLanguage();
  const names = new Intl.DisplayNames(LOCALES[language], { type: "region" });
  const known = COUNTRIES.includes(country) ? COUNTRIES : [...COUNTRIES, country];
  const options = known.map((code) => ({ code, name: names.of(code) ?? code }));
  options.sort((one, other) => one.name.localeCompare(other.name, language));
  return (
    <SelectField
      label={t("country")}
      name="country"
      autoComplete="country"
      value={country}
      onChange={(event) => onChoose(event.target.value)}
    >
      {options.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
