import type { OrderView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import { ButtonLink } from "../ui/ButtonLink";
import { Costs } from "./Costs";
import { OrderActions } from "./OrderActions";
import styles from "./OrderDetails.module.css";
import { OrderedLines } from "./OrderedLines";
import { PostalAddress } from "./PostalAddress";
import { Timeline } from "./Timeline";
import { orderTexts } from "./texts";

export function OrderDetails({ order, email }: { order: OrderView; email: string | null }) {
  const t = useTexts(orderTexts);
  return (
    <div className={styles.order}>
      <div className={styles.column}>
        <section className={styles.card} aria-labelledby="things">
          <h2 id="things">{t("things")}</h2>
          <OrderedLines order={order} />
          <Costs costs={order} />
        </section>
        <section className={styles.card} aria-labelledby="sent-to">
          <h2 id="sent-to">{t("sent-to")}</h2>
          <PostalAddress address={order.address} email={order.email} />
          {order.carrier && (
            <p>
              {t("parcel")}: {order.carrier}
              {order.tracking_code && `, ${t("tracking-code")} ${order.tracking_code}`}
            </p>
          )}
        </section>
      </div>
      <div className={styles.column}>
        <section className={styles.card} aria-labelledby="timeline">
          <h2 id="timeline">{t("timeline")}</h2>
          <Timeline order={order} />
        </section>
        <div className={styles.actions}>
          <OrderActions order={order} email={email} />
          <Button kind="secondary" onClick={() => window.print()}>
            {t("print")}
          </Button>
          <ButtonLink kind="quiet" to="/products">
            {t("bought-again")}
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}
