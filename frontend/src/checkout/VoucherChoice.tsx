import { type KeyboardEvent, useState } from "react";
import type { QuoteView, VoucherView } from "../api/schema";
import { Moment } from "../i18n/Moment";
import { useTexts } from "../i18n/useTexts";
import { useMoney } from "../money/useMoney";
import { useShopRules } from "../session/useShopRules";
import { Button } from "../ui/form/Button";
import { Field } from "../ui/form/Field";
import form from "../ui/form/Form.module.css";
import styles from "./VoucherChoice.module.css";

const CODE_LENGTH_MAX = 40;

/** Takes codes of vouchers, and says of each whether it is applied, or else why not. */
export function VoucherChoice({
  codes,
  quote,
  onChange,
}: {
  codes: readonly string[];
  quote: QuoteView | undefined;
  onChange: (codes: readonly string[]) => void;
}) {
  const t = useTexts("checkout", "voucher");
  const rules = useShopRules();
  const [typed, setTyped] = useState("");
  const isFull = rules !== undefined && codes.length >= rules.vouchers_max;
  const add = () => {
    const code = typed.trim().toUpperCase();
    if (code === "" || isFull) return;
    if (!codes.includes(code)) onChange([...codes, code]);
    setTyped("");
  };
  // Enter would place the order.
  const addOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  };
  return (
    <>
      <div className={styles.entry}>
        <Field
          label={t("code")}
          name="voucher"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={CODE_LENGTH_MAX}
          value={typed}
          onType={setTyped}
          onKeyDown={addOnEnter}
        />
        <Button kind="secondary" disabled={isFull} onClick={add}>
          {t("apply")}
        </Button>
      </div>
      <ul className={styles.codes} aria-live="polite">
        {codes.map((code) => (
          <li key={code} className={form.actions}>
            <strong>{code}</strong>
            <Outcome voucher={quote?.vouchers.find((each) => each.code === code)} currency={quote?.currency ?? ""} />
            <Button kind="quiet" onClick={() => onChange(codes.filter((each) => each !== code))}>
              {t("remove", { code })}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Shows whether a code was accepted; nothing until the order is priced with it. */
function Outcome({ voucher, currency }: { voucher: VoucherView | undefined; currency: string }) {
  const t = useTexts("checkout", "voucher");
  const money = useMoney();
  if (!voucher) return <span>…</span>;
  if (voucher.refusal === null) return <span>{t("applied")}</span>;
  if (voucher.refusal === "not_yet_valid" && voucher.valid_from) {
    return (
      <span>
        {t("not_yet_valid")} <Moment at={voucher.valid_from} />
      </span>
    );
  }
  const value = voucher.subtotal_from_minor === null ? "" : money(voucher.subtotal_from_minor, currency);
  return <span>{t(voucher.refusal, { value })}</span>;
}
