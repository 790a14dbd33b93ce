import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { versionedOf } from "../../../api/client";
import { isChangedMeanwhile } from "../../../api/problem";
import type { PriceInput } from "../../../api/schema";
import { useShop } from "../../../session/shop";
import type { Report } from "../../useRefused";
import { useStaffMutation } from "../../useStaffMutation";
import { type StaffProduct, staffProductKey } from "../useStaffProduct";
import { type TypedPrice, typedPrices } from "./prices";

/** The prices in the form, and how they are set. What was not edited follows what others change. */
export function usePrices(product: StaffProduct, report: Report<StaffProduct>) {
  const { api } = useShop();
  const queries = useQueryClient();
  const { handle, currency, variants } = product;
  const [edited, edit] = useState<Readonly<Record<string, TypedPrice>>>({});
  // The version in which the first price was edited: a newer one may have been read since, and not been noticed.
  const [base, setBase] = useState<StaffProduct | null>(null);
  const seen = base ?? product;
  const set = useStaffMutation(
    `prices ${handle}`,
    (prices: readonly PriceInput[]): Promise<StaffProduct> => {
      const params = { path: { handle }, header: { "If-Match": seen.etag } };
      return versionedOf(api.PUT("/api/staff/products/{handle}/prices", { params, body: { prices: [...prices] } }));
    },
    {
      changes: ["product"],
      onDone: (saved) => {
        queries.setQueryData(staffProductKey(handle), saved);
        edit({});
        setBase(null);
        report(null, seen);
      },
      onError: (problem) => {
        if (isChangedMeanwhile(problem)) setBase(null);
        report(problem, seen);
      },
    },
  );
  const type = (sku: string, price: TypedPrice) => {
    if (base === null) setBase(product);
    edit({ ...edited, [sku]: price });
  };
  return { typed: { ...typedPrices(variants, currency), ...edited }, type, set };
}
