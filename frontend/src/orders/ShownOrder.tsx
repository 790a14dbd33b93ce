import { ShopProblem } from "../api/problem";
import { useTexts } from "../i18n/useTexts";
import { Loaded } from "../ui/Loaded";
import { Page } from "../ui/Page";
import { LookUpPage } from "./LookUpPage";
import { OrderDetails } from "./OrderDetails";
import { OrderSkeleton } from "./OrderSkeleton";
import { readState } from "./states";
import { orderTexts } from "./texts";
import { useOrder } from "./useOrder";

/** An order as it moves. Whoever is logged in may still have ordered this one as a guest. */
export function ShownOrder({
  number,
  email,
  onFound,
}: {
  number: string;
  email: string | null;
  onFound: (email: string) => void;
}) {
  const t = useTexts(orderTexts);
  const query = useOrder(number, email);
  if (email === null && query.error instanceof ShopProblem && query.error.status === 404) {
    return <LookUpPage number={number} onFound={onFound} />;
  }
  const state = query.data && readState(query.data.order.state);
  return (
    <Page title={t("order", { number })} lead={<span role="status">{state ? t(`lead-${state}`) : "…"}</span>}>
      <Loaded query={query} skeleton={<OrderSkeleton />}>
        {({ order }) => <OrderDetails order={order} email={email} />}
      </Loaded>
    </Page>
  );
}
