import { useState } from "react";
import type { OrderView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import { OrderChangeForm } from "./OrderChangeForm";
import { orderTexts } from "./texts";
import type { OrderChange } from "./useOrderChange";

/** What the order's state allows the shopper to do; it asks once more before it is done. */
export function OrderActions({ order, email }: { order: OrderView; email: string | null }) {
  const t = useTexts(orderTexts);
  const [asked, ask] = useState<OrderChange | null>(null);
  const { next_states: next } = order;
  const possible = { cancel: next.includes("cancelled"), return: next.includes("return_requested") };
  if (asked !== null && possible[asked]) {
    return <OrderChangeForm change={asked} number={order.number} email={email} onKeep={() => ask(null)} />;
  }
  return (
    <>
      {possible.cancel && (
        <Button kind="danger" onClick={() => ask("cancel")}>
          {t("cancel")}
        </Button>
      )}
      {possible.return && (
        <Button kind="secondary" onClick={() => ask("return")}>
          {t("return")}
        </Button>
      )}
    </>
  );
}
