import type { Address, ProfileView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { SelectField } from "../../ui/form/SelectField";
import { NO_ADDRESS } from "../form/address";
import { isSame, oneLine, savedAddresses } from "./addresses";

/** Fills in one of the account's addresses; shown if it has several. Another one is entered in the form's fields. */
export function AddressChoice({
  profile,
  address,
  onChoose,
}: {
  profile: ProfileView;
  address: Address;
  onChoose: (address: Address) => void;
}) {
  const t = useTexts("forms", "addresses");
  const saved = savedAddresses(profile);
  if (saved.length < 2) return null;
  const another = { value: "", label: t("another-address") };
  const options = saved.map((each, place) => ({ value: String(place), label: oneLine(each) }));
  const chosen = saved.findIndex((each) => isSame(each, address));
  return (
    <SelectField
      label={t("deliver-to")}
      value={chosen === -1 ? "" : String(chosen)}
      options={[...options, another]}
      onChoose={(value) => {
        const { name, country } = address;
        onChoose(value === "" ? { ...NO_ADDRESS, name, country } : { ...NO_ADDRESS, ...saved[Number(value)] });
      }}
    />
  );
}
