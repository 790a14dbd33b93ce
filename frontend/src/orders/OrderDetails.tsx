import type { OrderView } from "../api/schema";
import { useTexts } from "../i18n/useTexts";
import { Button } from "../ui/Button";
import { ButtonLink } from "../ui/ButtonLink";
import { Costs } from "./Costs";
import { OrderActions } from "./OrderActions";
import { OrderCard } from "./OrderCard";
import styles from "./OrderDetails.module.css";
import { OrderedLines } from "./OrderedLines";
import { SentTo } from "./SentTo";
import { Timeline } from "./Timeline";
import { orderTexts } from "./texts";

export function OrderDetails({ order, email }: { order: OrderView; email: string | null }) {
  const t = useTexts(orderTexts);
  return (
    <div className={styles.order}>
      <div className={styles.column}>
        <OrderCard id="things" title={t("things")}>
          <OrderedLines order={order} />
          <Costs costs={order} />
        </OrderCard>
        <SentTo order={order} />
      </div>
      <div className={styles.column}>
        <Timeline order={order} />
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
