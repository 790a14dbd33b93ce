import type { CertificateView, ContextView, KeptView } from "../../api/schema";
import { Moment } from "../../i18n/Moment";
import { useTexts } from "../../i18n/useTexts";
import rowStyles from "../Rows.module.css";
import styles from "./CertificateRow.module.css";

/** A certificate: by part of the shop, what was erased and what is kept. */
export function CertificateRow({ certificate }: { certificate: CertificateView }) {
  const { reference, closed_at: closedAt, contexts } = certificate;
  return (
    <li className={rowStyles.row}>
      <div className={rowStyles.line}>
        <strong className={rowStyles.main}>{reference}</strong>
        <Moment className={rowStyles.soft} at={closedAt} />
      </div>
      <dl className={styles.contexts}>
        {contexts.map((each) => (
          <Context key={each.context} answer={each} />
        ))}
      </dl>
    </li>
  );
}

function Context({ answer }: { answer: ContextView }) {
  const t = useTexts("staff/closures", "closures");
  const { context, answered_at: answeredAt, erased, kept } = answer;
  return (
    <div className={styles.context}>
      <dt>{t(`in-${context}`)}</dt>
      <dd>
        {answeredAt === null && <span className={rowStyles.soft}>{t("waits")}</span>}
        {answeredAt !== null && erased.length + kept.length === 0 && (
          <span className={rowStyles.soft}>{t("nothing")}</span>
        )}
        {erased.map(({ data, rows }) => (
          <span key={data} className={rowStyles.soft}>
            {t("erased", { data: t(`data-${data}`), rows })}
          </span>
        ))}
        {kept.map((each) => (
          <Kept key={each.data} kept={each} />
        ))}
      </dd>
    </div>
  );
}

function Kept({ kept }: { kept: KeptView }) {
  const t = useTexts("staff/closures", "closures");
  const { data, rows, reason, until } = kept;
  return (
    <span className={rowStyles.soft}>
      {t("kept", { data: t(`data-${data}`), rows, reason: t(`reason-${reason}`) })}
      {until !== null && (
        <>
          {" · "}
          {t("until")} <Moment at={until} />
        </>
      )}
    </span>
  );
}
