import type { Address } from "../../api/schema";
import styles from "./AddressFields.module.css";
import type { AddressProblems } from "./address";
import { CountryField } from "./CountryField";
import { FormField } from "./FormField";

const FIELDS = [
  { name: "name", autoComplete: "name", maxLength: 200 },
  { name: "street", autoComplete: "street-address", maxLength: 200 },
  { name: "postal_code", autoComplete: "postal-code", maxLength: 20 },
  { name: "city", autoComplete: "address-level2", maxLength: 200 },
] as const;

/** The fields of a postal address. */
export function AddressFields({
  address,
  problems,
  refusal,
  onChange,
}: {
  address: Address;
  problems: Partial<AddressProblems>;
  refusal?: unknown;
  onChange: (address: Address) => void;
}) {
  return (
    <div className={styles.fields}>
      {FIELDS.map(({ name, ...rest }) => (
        <FormField
          key={name}
          {...rest}
          name={name}
          value={address[name]}
          problem={problems[name]}
          refusal={refusal}
          onType={(text) => onChange({ ...address, [name]: text })}
        />
      ))}
      <CountryField country={address.country} onChoose={(country) => onChange({ ...address, country })} />
    </div>
  );
}
