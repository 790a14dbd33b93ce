import { useState } from "react";
import { answerOf } from "../api/client";
import { useTexts } from "../i18n/useTexts";
import { useShop } from "../shop/useShop";
import { useShopRules } from "../shop/useShopRules";
import { Button } from "../ui/Button";
import { compact } from "../ui/compact";
import { Field } from "../ui/Field";
import form from "../ui/Form.module.css";
import { ProblemNotice } from "../ui/ProblemNotice";
import { useForm } from "../ui/useForm";
import { orderStaffTexts } from "./orderTexts";
import styles from "./Rows.module.css";
import { useChange } from "./useChange";

/** Sends a confirmed order off. */
export function ShipForm({ number }: { number: string }) {
  const t = useTexts(orderStaffTexts);
  const { api } = useShop();
  const rules = useShopRules();
  const [values, setValues] = useState({ carrier: "", tracking_code: "" });
  const ship = useChange(`ship ${number}`, (body: typeof values) =>
    answerOf(api.POST("/api/staff/orders/{number}/ship", { params: { path: { number } }, body })),
  );
  const { problems, props } = useForm(values, check, ship.send);
  return (
    <form {...props} className={`${form.form} ${form.card}`} aria-labelledby="ship">
      <h2 id="ship">{t("ship")}</h2>
      <div className={styles.fields}>
        <Field
          label={t("carrier")}
          maxLength={rules?.short_text_max}
          value={values.carrier}
          problem={problems.carrier && t(problems.carrier)}
          onChange={(event) => setValues({ ...values, carrier: event.target.value })}
        />
        <Field
          label={t("tracking-code")}
          maxLength={rules?.short_text_max}
          autoComplete="off"
          value={values.tracking_code}
          problem={problems.tracking_code && t(problems.tracking_code)}
          onChange={(event) => setValues({ ...values, tracking_code: event.target.value })}
        />
      </div>
      {ship.problem && <ProblemNotice problem={ship.problem} />}
      <div className={form.actions}>
        <Button type="submit" busy={ship.isBusy}>
          {t("ship-confirm")}
        </Button>
      </div>
    </form>
  );
}

function check({ carrier, tracking_code }: { carrier: string; tracking_code: string }) {
  const missing = (text: string) => (text.trim() === "" ? ("missing" as const) : null);
  return compact({ carrier: missing(carrier), tracking_code: missing(tracking_code) });
}
