import { useMoney } from "./useMoney";

/** An amount as the reader's language writes it. */
export function Price({ minor, currency }: { minor: number; currency: string }) {
  return <>{useMoney()(minor, currency)}</>;
}
