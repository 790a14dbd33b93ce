import { useState } from "react";
import type { OrderView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { Button } from "../../ui/form/Button";
import { orderTexts } from "../texts";
import { OrderChangeForm } from "./OrderChangeForm";
import type { OrderChange } from "./useOrderChange";

/** What the shopper can do with the order in its state; a form then asks for confirmation. */
export function OrderActions({ order, email }: { order: OrderView; email: string | null }) {
  const t = useTexts(orderTexts);
  const [chosen, choose] = useState<OrderChange | null>(null);
  const { next_states: next } = order;
  const possible = { cancel: next.includes("cancelled"), return: next.includes("return_requested") };
  if (chosen !== null && possible[chosen]) {
    return <OrderChangeForm change={chosen} number={order.number} email={email} onKeep={() => choose(null)} />;
  }
  return (
    <>
      {possible.cancel && (
        <Button kind="danger" onClick={() => choose("cancel")}>
          {t("cancel")}
        </Button>
      )}
      {possible.return && (
        <Button kind="secondary" onClick={() => choose("return")}>
          {t("return")}
        </Button>
      )}
    </>
  );
}
