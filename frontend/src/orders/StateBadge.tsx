import { useTexts } from "../i18n/useTexts";
import styles from "./StateBadge.module.css";
import { parseState, type State } from "./states";

const ENDED_BADLY: readonly State[] = ["rejected", "cancelled"];

/** The state of an order as a short label. */
export function StateBadge({ state }: { state: string }) {
  const t = useTexts("orders", "order");
  const known = parseState(state);
  const tone = ENDED_BADLY.includes(known) ? styles.ended : "";
  return <span className={`${styles.badge} ${tone}`}>{t(`state-${known}`)}</span>;
}
