import { useState } from "react";
import { AddressFields } from "../../account/form/AddressFields";
import { checkAddress, NO_ADDRESS } from "../../account/form/address";
import type { Address } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { SubmitRow } from "../../queries/SubmitRow";
import { useAddressForm } from "../../session/useCountries";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { useForm } from "../../ui/form/useForm";
import { Card } from "../../ui/page/Card";
import type { AddressChange } from "./ChangeAddress";

/** Takes another address for the order, in the same country. */
export default function AddressForm({
  order,
  problem,
  isPending,
  onSave,
  onClose,
}: AddressChange & { onClose: () => void }) {
  const t = useTexts("orderDetails", "address");
  const [address, setAddress] = useState<Address>({ ...NO_ADDRESS, ...order.address });
  const addressForm = useAddressForm(address.country);
  const { problems, props } = useForm(address, (sent) => checkAddress(sent, addressForm), onSave);
  return (
    <Card title={t("change")}>
      <form {...props} className={form.form} aria-label={t("change")}>
        <p>{t("advice")}</p>
        <AddressFields isCountryFixed {...{ address, problems }} refusal={problem} onChange={setAddress} />
        <SubmitRow label={t("save")} problem={problem} busy={isPending}>
          <Button kind="quiet" onClick={onClose}>
            {t("keep")}
          </Button>
        </SubmitRow>
      </form>
    </Card>
  );
}
