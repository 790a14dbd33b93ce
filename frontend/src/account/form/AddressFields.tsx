import type { Address } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { useAddressForm } from "../../session/useCountries";
import styles from "./AddressFields.module.css";
import { AreaField, areaLabel } from "./AreaField";
import { type AddressField, type AddressProblems, fieldsOf, isRequired, textOf } from "./address";
import { CountryField } from "./CountryField";
import { FormField } from "./FormField";
import { refusalText } from "./refusal";

const INPUTS: Readonly<Record<AddressField, { autoComplete: string; maxLength: number }>> = {
  name: { autoComplete: "name", maxLength: 200 },
  company: { autoComplete: "organization", maxLength: 200 },
  street: { autoComplete: "address-line1", maxLength: 200 },
  street_2: { autoComplete: "address-line2", maxLength: 200 },
  postal_code: { autoComplete: "postal-code", maxLength: 20 },
  city: { autoComplete: "address-level2", maxLength: 200 },
  area: { autoComplete: "address-level1", maxLength: 200 },
  phone: { autoComplete: "tel", maxLength: 30 },
};
const NARROW: readonly AddressField[] = ["postal_code", "city", "area"];

/** The fields of a postal address, as its country has them. */
export function AddressFields({
  address,
  problems,
  refusal,
  isCountryFixed = false,
  onChange,
}: {
  address: Address;
  problems: AddressProblems;
  refusal?: unknown;
  isCountryFixed?: boolean;
  onChange: (address: Address) => void;
}) {
  const t = useTexts("forms", "fields");
  const form = useAddressForm(address.country);
  const labelOf = (name: AddressField) => {
    const label = t(name === "area" ? areaLabel(form) : name);
    return isRequired(name, form) ? label : t("optional", { label });
  };
  const inputOf = (name: AddressField) => {
    const change = (text: string) => onChange({ ...address, [name]: text });
    const problem = problems[name];
    if (name === "area") {
      const said = problem ? t(problem) : refusalText(refusal, name, t);
      const field = { form, label: labelOf(name), area: textOf(address, name), problem: said };
      return <AreaField {...field} onChange={change} />;
    }
    const example = name === "postal_code" && problem ? form?.postal_code_example : undefined;
    return (
      <FormField
        {...INPUTS[name]}
        name={name}
        label={labelOf(name)}
        hint={example ? t("example", { example }) : undefined}
        value={textOf(address, name)}
        problem={problem}
        refusal={refusal}
        onType={change}
      />
    );
  };
  return (
    <div className={styles.fields}>
      {!isCountryFixed && (
        <CountryField
          country={address.country}
          refusal={refusal}
          onChoose={(country) => onChange({ ...address, country, area: "" })}
        />
      )}
      {fieldsOf(form).map((name) => (
        <div key={name} className={NARROW.includes(name) ? styles.narrow : undefined}>
          {inputOf(name)}
        </div>
      ))}
    </div>
  );
}
