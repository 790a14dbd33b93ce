import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { AddressLinkPage } from "./AddressLinkPage";

/** /change-address#token: where the mail to a new address leads. The address may be mistyped, hence the password. */
export default function ChangeAddressPage() {
  const t = useTexts("recovery", "recovery");
  const { api } = useShop();
  return (
    <AddressLinkPage
      title={t("change")}
      lead={t("change-lead")}
      send={(body) => dataOf(api.POST("/api/address-changes", { body }))}
    />
  );
}
