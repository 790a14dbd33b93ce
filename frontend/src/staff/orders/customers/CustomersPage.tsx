import { useSearchParams } from "react-router";
import { useTexts } from "../../../i18n/useTexts";
import { Loaded } from "../../../queries/Loaded";
import { useMay } from "../../../session/useMay";
import { EmptyState } from "../../../ui/feedback/EmptyState";
import { Skeleton } from "../../../ui/feedback/Skeleton";
import { Field } from "../../../ui/form/Field";
import { useDebounced } from "../../../ui/form/useDebounced";
import { useOptimisticValue } from "../../../ui/form/useOptimisticValue";
import { Card } from "../../../ui/page/Card";
import { Page } from "../../../ui/page/Page";
import { FoundOrders } from "../search/FoundOrders";
import { CustomerCards } from "./CustomerCards";
import { useCustomer, wholeAddress } from "./useCustomer";

const TYPING_MS = 250;

/** /staff/customers: what the customer with the address in the URL has ordered, and all their orders. */
export default function CustomersPage() {
  const t = useTexts("staff/customers", "customers");
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useOptimisticValue(params.get("email") ?? "", (email) =>
    setParams(email ? { email } : {}, { replace: true }),
  );
  const email = useDebounced(wholeAddress(typed), TYPING_MS);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <search>
        <Field
          type="search"
          label={t("email")}
          hint={t("hint")}
          value={typed}
          onType={setTyped}
          maxLength={254}
          autoComplete="off"
          spellCheck={false}
        />
      </search>
      {email && <Customer email={email} />}
    </Page>
  );
}

function Customer({ email }: { email: string }) {
  const t = useTexts("staff/customers", "customers");
  const may = useMay();
  return (
    <Loaded query={useCustomer(email)} skeleton={<Skeleton shape="block" />}>
      {(customer) =>
        customer.orders === 0 ? (
          <EmptyState title={t("none")} />
        ) : (
          <>
            <CustomerCards customer={customer} />
            {may("orders.read") && (
              <Card title={t("list")}>
                <FoundOrders query={{ text: email }} />
              </Card>
            )}
          </>
        )
      }
    </Loaded>
  );
}
