import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../../../api/client";
import { STAFF_KEY } from "../../../queries/keys";
import { useShop } from "../../../session/shop";

/** The address as the API takes it; null while it is being typed. */
export function wholeAddress(typed: string): string | null {
  const email = typed.trim();
  return /^\S+@\S+\.\S+$/.test(email) ? email : null;
}

/** Reads what the customer with this address has ordered in all. */
export function useCustomer(email: string) {
  const { api } = useShop();
  return useQuery({
    queryKey: [...STAFF_KEY, "customer", email],
    queryFn: ({ signal }) => dataOf(api.GET("/api/staff/customers", { params: { query: { email } }, signal })),
    staleTime: 0,
  });
}
