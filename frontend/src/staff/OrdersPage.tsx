import { useSearchParams } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { STATES, type State } from "../orders/states";
import { orderTexts } from "../orders/texts";
import { SelectField } from "../ui/SelectField";
import { useShown } from "../ui/useShown";
import { OrderRow } from "./OrderRow";
import { orderListTexts } from "./orderListTexts";
import { Paged } from "./Paged";
import styles from "./Rows.module.css";
import { StaffArea } from "./StaffArea";
import { StaffPage } from "./StaffPage";
import { useOrdersByState } from "./useOrdersByState";

/** /staff: the orders of a state, which is in the address. */
export default function OrdersPage() {
  return (
    <StaffArea>
      <Orders />
    </StaffArea>
  );
}

function Orders() {
  const t = useTexts(orderListTexts);
  const to = useTexts(orderTexts);
  const [search, setSearch] = useSearchParams();
  const asked = STATES.find((state) => state === search.get("state")) ?? "confirmed";
  const [state, choose] = useShown<State>(asked, (next) => setSearch({ state: next }));
  const query = useOrdersByState(asked);
  return (
    <StaffPage title={t("title")} lead={t("lead")}>
      <search className={styles.filters}>
        <SelectField label={t("state")} value={state} onChange={(event) => choose(event.target.value as State)}>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {to(`state-${one}`)}
            </option>
          ))}
        </SelectField>
      </search>
      <Paged query={query} itemsOf={(page) => page.orders} none={t("none")}>
        {(order) => <OrderRow key={order.number} order={order} />}
      </Paged>
    </StaffPage>
  );
}
