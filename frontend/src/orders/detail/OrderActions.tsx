import { useState } from "react";
import { useSearchParams } from "react-router";
import type { OrderView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { Notice } from "../../ui/feedback/Notice";
import { Button } from "../../ui/form/Button";
import { returnableLines } from "../returns/lines";
import { ReturnForm } from "../returns/ReturnForm";
import { CancelForm } from "./CancelForm";
import type { OrderChange } from "./useOrderChange";

/** What the shopper can do with the order in its state; a form then asks for confirmation, at once for a withdrawal. */
export function OrderActions({ order, email }: { order: OrderView; email: string | null }) {
  const tr = useTexts("returns", "returns");
  const [params, setParams] = useSearchParams();
  const [asked, ask] = useState<OrderChange | null>(null);
  const isWithdrawal = params.has("withdraw");
  const possible = possibleChanges(order);
  const chosen = possible.find((change) => change === asked) ?? (isWithdrawal ? possible[0] : undefined);
  const form = {
    email,
    isWithdrawal,
    onKeep: () => {
      ask(null);
      setParams({}, { replace: true });
    },
  };
  if (chosen === "cancel") return <CancelForm number={order.number} {...form} />;
  if (chosen === "return") return <ReturnForm order={order} {...form} />;
  return (
    <>
      {isWithdrawal && ENDED.includes(order.state) && (
        <Notice tone="warning">
          <p>{tr("withdraw-too-late")}</p>
        </Notice>
      )}
      <Choices possible={possible} onChoose={ask} />
    </>
  );
}

/** The states in which a withdrawal has nothing left to do; the page says what was done. */
const ENDED: readonly OrderView["state"][] = ["rejected", "refunded"];

function Choices({
  possible,
  onChoose,
}: {
  possible: readonly OrderChange[];
  onChoose: (change: OrderChange) => void;
}) {
  const t = useTexts("orders", "order");
  return possible.map((change) => (
    <Button key={change} kind={change === "cancel" ? "danger" : "secondary"} onClick={() => onChoose(change)}>
      {t(change)}
    </Button>
  ));
}

function possibleChanges(order: OrderView): OrderChange[] {
  const cancel: OrderChange[] = order.next_states.includes("cancelled") ? ["cancel"] : [];
  const canReturn = order.next_states.includes("return_requested") && returnableLines(order).length > 0;
  return canReturn ? [...cancel, "return"] : cancel;
}
