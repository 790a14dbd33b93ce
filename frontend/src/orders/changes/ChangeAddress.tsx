import { lazy, startTransition, useState } from "react";
import type { Address, OrderView } from "../../api/schema";
import { withTexts } from "../../i18n/loadTexts";
import { useTexts } from "../../i18n/useTexts";
import { Button } from "../../ui/form/Button";
import { reloadAfterRelease } from "../../ui/reloadAfterRelease";

// Few orders change their address, so the form is loaded by those who ask for it.
const AddressForm = lazy(reloadAfterRelease(withTexts(["forms"], () => import("./AddressForm"))));

/** Whether the delivery address can still be changed. */
export function canChangeAddress({ state }: Pick<OrderView, "state">): boolean {
  return state === "confirmed";
}

export interface AddressChange {
  readonly order: OrderView;
  readonly problem: Error | null;
  readonly isPending: boolean;
  readonly onSave: (address: Address) => void;
}

/** A button that opens the form for another address of the order. The page stays as it is while the form is loaded. */
export function ChangeAddress(change: AddressChange) {
  const t = useTexts("orderDetails", "address");
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <AddressForm {...change} onClose={() => setOpen(false)} />;
  return (
    <Button kind="secondary" onClick={() => startTransition(() => setOpen(true))}>
      {t("change")}
    </Button>
  );
}
