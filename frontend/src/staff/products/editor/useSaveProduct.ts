import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { dataOf, versionedOf } from "../../../api/client";
import { isChangedMeanwhile } from "../../../api/problem";
import type { ProductView } from "../../../api/schema";
import { useShop } from "../../../session/shop";
import { useIdempotentMutation } from "../../useIdempotentMutation";
import type { Report } from "../../useRefused";
import { useStaffMutation } from "../../useStaffMutation";
import { type StaffProduct, staffProductKey } from "../useStaffProduct";
import type { NewProduct, ProductChange } from "./draft/body";

export function useNewProduct(onDone: (created: ProductView) => void) {
  const { api } = useShop();
  return useIdempotentMutation(
    "product",
    ({ key, body }: { key: string; body: NewProduct }): Promise<ProductView> =>
      dataOf(api.POST("/api/staff/products", { params: { header: { "Idempotency-Key": key } }, body })),
    onDone,
  );
}

/** Changes a product in the version in which its editing began, or that of which its editor was told since. */
export function useProductChange(product: StaffProduct, report: Report<StaffProduct>, onDone: () => void) {
  const { api } = useShop();
  const queries = useQueryClient();
  const { handle } = product;
  const [base, setBase] = useState<StaffProduct | null>(product);
  const seen = base ?? product;
  return useStaffMutation(
    `edit ${handle}`,
    (body: ProductChange): Promise<StaffProduct> => {
      const params = { path: { handle }, header: { "If-Match": seen.etag } };
      return versionedOf(api.PATCH("/api/staff/products/{handle}", { params, body }));
    },
    {
      changes: ["product"],
      onDone: (saved) => {
        queries.setQueryData(staffProductKey(handle), saved);
        report(null, seen);
        onDone();
      },
      onError: (problem) => {
        if (isChangedMeanwhile(problem)) setBase(null);
        report(problem, seen);
      },
    },
  );
}
