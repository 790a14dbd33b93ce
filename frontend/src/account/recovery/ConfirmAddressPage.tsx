import { dataOf } from "../../api/client";
import { useTexts } from "../../i18n/useTexts";
import { useShop } from "../../session/shop";
import { AddressLinkPage } from "./AddressLinkPage";

/** /confirm-address#token: where the mail after a registration leads. The password shows that its reader registered. */
export default function ConfirmAddressPage() {
  const t = useTexts("recovery", "recovery");
  const { api } = useShop();
  return (
    <AddressLinkPage
      title={t("confirm")}
      lead={t("confirm-lead")}
      send={(body) => dataOf(api.POST("/api/address-confirmations", { body }))}
    />
  );
}
