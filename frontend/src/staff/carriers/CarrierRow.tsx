import { useState } from "react";
import type { CarrierView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { ProblemNotice } from "../../queries/ProblemNotice";
import { useMay } from "../../session/useMay";
import { Button } from "../../ui/form/Button";
import form from "../../ui/form/Form.module.css";
import { ConfirmDialog } from "../ConfirmDialog";
import styles from "../Rows.module.css";
import { CarrierForm } from "./CarrierForm";
import { useCarrierChange } from "./useCarriers";

/** A carrier with its page, and what may be changed about it. */
export function CarrierRow({ carrier }: { carrier: CarrierView }) {
  const t = useTexts("staff/carriers", "carriers");
  const may = useMay();
  const [isChanging, change] = useState(false);
  const [isAsking, ask] = useState(false);
  const { code, name, tracking_url, is_retired, revision } = carrier;
  const retirement = useCarrierChange(code, revision, () => ask(false));
  const send = () => retirement.send({ code, name, tracking_url, is_retired: !is_retired });
  return (
    <li className={styles.row}>
      <div className={styles.main}>
        <strong>{name}</strong> {is_retired && t("retired")}
        <span className={styles.soft} dir="ltr">
          {tracking_url}
        </span>
      </div>
      {retirement.problem && <ProblemNotice problem={retirement.problem} />}
      {may("carriers.change") && !isChanging && (
        <div className={form.actions}>
          <Button kind="secondary" aria-label={t("change-of", { name })} onClick={() => change(true)}>
            {t("change")}
          </Button>
          {is_retired ? (
            <Button
              kind="secondary"
              aria-label={t("restore-of", { name })}
              busy={retirement.isPending}
              onClick={() => send()}
            >
              {t("restore")}
            </Button>
          ) : (
            <Button kind="danger" aria-label={t("retire-of", { name })} onClick={() => ask(true)}>
              {t("retire")}
            </Button>
          )}
        </div>
      )}
      {isChanging && <CarrierForm key={revision} carrier={carrier} onClose={() => change(false)} />}
      {isAsking && (
        <ConfirmDialog
          title={t("retire-ask", { name })}
          label={t("retire-yes")}
          onConfirm={() => send()}
          onClose={() => ask(false)}
        >
          <p>{t("retire-advice")}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
