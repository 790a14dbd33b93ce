import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { versionedOf } from "../../api/client";
import { isChangedMeanwhile } from "../../api/problem";
import type { ProductView } from "../../api/schema";
import { useShop } from "../../session/shop";
import type { Report } from "../useRefused";
import { useStaffMutation } from "../useStaffMutation";
import { type StaffProduct, staffProductKey } from "./useStaffProduct";

type TaxClass = ProductView["tax_class"];

/** The tax class in the form, and how it is set. Until one is chosen, it follows what others set. */
export function useTaxClass(product: StaffProduct, report: Report<StaffProduct>) {
  const { api } = useShop();
  const queries = useQueryClient();
  const { handle } = product;
  const [edited, edit] = useState<TaxClass | null>(null);
  // The version in which it was chosen: a newer one may have been read since, and not been noticed.
  const [base, setBase] = useState<StaffProduct | null>(null);
  const chosen = edited ?? product.tax_class;
  const seen = base ?? product;
  const set = useStaffMutation(
    `tax class ${handle}`,
    (): Promise<StaffProduct> => {
      const params = { path: { handle }, header: { "If-Match": seen.etag } };
      return versionedOf(api.PATCH("/api/staff/products/{handle}", { params, body: { tax_class: chosen } }));
    },
    {
      changes: ["product"],
      onDone: (saved) => {
        queries.setQueryData(staffProductKey(handle), saved);
        edit(null);
        setBase(null);
        report(null, seen);
      },
      onError: (problem) => {
        if (isChangedMeanwhile(problem)) setBase(null);
        report(problem, seen);
      },
    },
  );
  const choose = (taxClass: TaxClass) => {
    if (base === null) setBase(product);
    edit(taxClass);
  };
  return { chosen, choose, set };
}
