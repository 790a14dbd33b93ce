import { useQueryClient } from "@tanstack/react-query";
import { versionedOf } from "../../../api/client";
import { useShop } from "../../../session/shop";
import type { Report } from "../../useRefused";
import { useStaffMutation } from "../../useStaffMutation";
import { type StaffProduct, staffProductKey } from "../useStaffProduct";
import type { PlanInput } from "./plans";

/** How prices are planned and withdrawn, for the version of the product that the page shows. */
export function usePlans(product: StaffProduct, report: Report<StaffProduct>) {
  const { api } = useShop();
  const queries = useQueryClient();
  const { handle, etag } = product;
  return useStaffMutation(
    `planned prices ${handle}`,
    (change: { plan?: PlanInput[]; withdraw?: string[] }): Promise<StaffProduct> => {
      const params = { path: { handle }, header: { "If-Match": etag } };
      return versionedOf(api.PUT("/api/staff/products/{handle}/prices", { params, body: change }));
    },
    {
      onDone: (saved) => {
        queries.setQueryData(staffProductKey(handle), saved);
        report(null, product);
      },
      onError: (problem) => report(problem, product),
    },
  );
}
