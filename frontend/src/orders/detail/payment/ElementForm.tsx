import { useMutation } from "@tanstack/react-query";
import type { ElementView } from "../../../api/schema";
import { useTexts } from "../../../i18n/useTexts";
import { Notice } from "../../../ui/feedback/Notice";
import { Button } from "../../../ui/form/Button";
import styles from "./ElementForm.module.css";
import { type Form, usePaymentElement } from "./usePaymentElement";

/** The provider's own form, in its frame. Whatever comes of a card, `onAttempted` asks the shop for it. */
export function ElementForm({
  element,
  returnUrl,
  label,
  onAttempted,
}: {
  element: ElementView;
  returnUrl: string;
  label: string;
  onAttempted: () => Promise<unknown>;
}) {
  const t = useTexts("orderDetails", "payment");
  const { place, form } = usePaymentElement(element);
  const confirm = useMutation({
    mutationFn: async (given: Form) => {
      const { error } = await given.stripe.confirmPayment({
        elements: given.elements,
        confirmParams: { return_url: returnUrl },
        redirect: "if_required",
      });
      // The form itself says what is to be corrected in it.
      if (error?.type === "validation_error") return;
      await onAttempted();
      if (error && error.type !== "card_error") throw new Error(error.type);
    },
  });
  if (form === "unreachable") return <Notice tone="danger">{t("unsupported")}</Notice>;
  const isBusy = form === "loading" || confirm.isPending;
  return (
    <>
      <div ref={place} className={styles.element} />
      {confirm.isError && (
        <Notice tone="danger" urgent>
          {t("not-sent")}
        </Notice>
      )}
      <Button busy={isBusy} onClick={() => form !== "loading" && confirm.mutate(form)}>
        {label}
      </Button>
    </>
  );
}
