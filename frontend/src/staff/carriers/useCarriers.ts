import { useQuery } from "@tanstack/react-query";
import { dataOf } from "../../api/client";
import type { CarrierView } from "../../api/schema";
import { STAFF_KEY } from "../../queries/keys";
import { useShop } from "../../session/shop";
import { useStaffMutation } from "../useStaffMutation";

export type Carrier = Pick<CarrierView, "code" | "name" | "tracking_url" | "is_retired">;

/** The revision of a carrier that is to be added. */
export const NEW = "new";

/** Reads the carriers, the retired ones too. */
export function useCarriers() {
  const { api } = useShop();
  return useQuery({
    queryKey: [...STAFF_KEY, "carriers"],
    queryFn: ({ signal }) => dataOf(api.GET("/api/staff/carriers", { signal })),
    staleTime: 0,
  });
}

/** Adds or changes a carrier, of which staff have seen the revision. */
export function useCarrierChange(name: string, revision: string, onDone: () => void) {
  const { api } = useShop();
  return useStaffMutation(
    `carrier ${name}`,
    ({ code, ...body }: Carrier) => {
      const params = { path: { code }, header: { "If-Match": `"${revision}"` } };
      return dataOf(api.PUT("/api/staff/carriers/{code}", { params, body }));
    },
    { onDone },
  );
}

const CODE = /^[a-z0-9][a-z0-9-]{0,39}$/;
const PAGE = /^https:\/\/[^\s{}/?#@]+[/?#][^\s{}]*\{code\}[^\s{}]*$/;

/** What is wrong with a carrier before it is sent; the shop checks it again. */
export function checkCarrier({ code, name, tracking_url }: Pick<Carrier, "code" | "name" | "tracking_url">) {
  return {
    code: CODE.test(code.trim()) ? null : ("code-wrong" as const),
    name: name.trim() ? null : ("name-missing" as const),
    tracking_url: PAGE.test(tracking_url.trim()) ? null : ("page-wrong" as const),
  };
}
