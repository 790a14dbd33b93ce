import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { dataOf } from "../../api/client";
import type { OrderView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { useMoney } from "../../money/useMoney";
import { SubmitRow } from "../../queries/SubmitRow";
import { useShop } from "../../session/shop";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { SelectField } from "../../ui/form/SelectField";
import { Card } from "../../ui/page/Card";
import { orderKey, type PolledOrder } from "../detail/useOrder";
import { amountToAgreeTo } from "./agreement";
import { canBeReduced, removedItems } from "./removal";

interface Props {
  readonly order: OrderView;
  readonly email: string | null;
}

/** Lets the shopper take items out of the order, until it is shipped. */
export function ShopperRemoval({ order, email }: Props) {
  const t = useTexts("orderDetails", "address");
  const [isOpen, setOpen] = useState(false);
  if (!canBeReduced(order)) return null;
  if (isOpen) {
    // Each change of the order's state resets the form.
    return <RemovalForm key={order.timeline.length} {...{ order, email }} onClose={() => setOpen(false)} />;
  }
  return (
    <Button kind="secondary" onClick={() => setOpen(true)}>
      {t("take-out")}
    </Button>
  );
}

function RemovalForm({ order, email, onClose }: Props & { onClose: () => void }) {
  const t = useTexts("orderDetails", "address");
  const money = useMoney();
  const [quantities, choose] = useState<Readonly<Record<string, number>>>({});
  const [isWrong, setWrong] = useState(false);
  const [agreedMinor, agree] = useState<number | null>(null);
  const removal = useRemoval(order, email, agree, onClose);
  const left = order.lines.filter(({ to_ship }) => to_ship > 0);
  return (
    <Card title={t("take-out")}>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const lines = removedItems(left, quantities);
          setWrong(lines === null);
          if (lines !== null && !removal.isPending) removal.mutate({ lines, expected_amount_minor: agreedMinor });
        }}
      >
        <p>{t("take-out-advice")}</p>
        {left.map(({ sku, title, to_ship }) => (
          <SelectField
            key={sku}
            label={t("take-out-quantity", { title })}
            value={String(quantities[sku] ?? 0)}
            options={Array.from({ length: to_ship + 1 }, (_, n) => ({ value: String(n), label: String(n) }))}
            problem={isWrong ? t("nothing-chosen") : undefined}
            onChoose={(quantity) => {
              choose({ ...quantities, [sku]: Number(quantity) });
              agree(null);
            }}
          />
        ))}
        {agreedMinor !== null && (
          <p role="status">{t("take-out-ask", { amount: money(agreedMinor, order.currency) })}</p>
        )}
        <SubmitRow
          label={t(agreedMinor === null ? "take-out-next" : "take-out-yes")}
          kind={agreedMinor === null ? "primary" : "danger"}
          problem={amountToAgreeTo(removal.error) === null ? removal.error : null}
          busy={removal.isPending}
        >
          <Button kind="quiet" onClick={onClose}>
            {t("keep")}
          </Button>
        </SubmitRow>
      </form>
    </Card>
  );
}

interface Removal {
  readonly lines: { readonly sku: string; readonly quantity: number }[];
  readonly expected_amount_minor: number | null;
}

/** The first answer names the amount to agree to. The version keeps a repeated request from taking out more. */
function useRemoval(order: OrderView, email: string | null, agree: (minor: number) => void, onClose: () => void) {
  const { api } = useShop();
  const queries = useQueryClient();
  const { number, timeline } = order;
  return useMutation({
    mutationFn: (body: Removal): Promise<OrderView> => {
      const params = { path: { number }, header: { "If-Match": `"${timeline.length}"` } };
      return dataOf(api.POST("/api/orders/{number}/cancel", { params, body: { ...body, email } }));
    },
    onSuccess: (changed) => {
      queries.setQueryData<PolledOrder>([...orderKey(number), email], { order: changed, unchanged: 0 });
      onClose();
    },
    onError: (problem) => {
      const minor = amountToAgreeTo(problem);
      if (minor !== null) agree(minor);
    },
  });
}
