import { useState } from "react";
import { versionedOf } from "../../../api/client";
import type { PriceInput } from "../../../api/schema";
import { useShop } from "../../../session/shop";
import type { Report } from "../../useRefused";
import { useProductSave } from "../useProductSave";
import type { StaffProduct } from "../useStaffProduct";
import { type TypedPrice, typedPrices } from "./prices";

/** The prices in the form, and how they are set. What was not edited follows what others change. */
export function usePrices(product: StaffProduct, report: Report<StaffProduct>) {
  const { api } = useShop();
  const { handle, currency, variants } = product;
  const [edited, edit] = useState<Readonly<Record<string, TypedPrice>>>({});
  const { save, begin } = useProductSave<readonly PriceInput[]>(product, {
    name: "prices",
    report,
    send: (prices, seen) => {
      const params = { path: { handle }, header: { "If-Match": seen.etag } };
      return versionedOf(api.PUT("/api/staff/products/{handle}/prices", { params, body: { prices: [...prices] } }));
    },
    onDone: () => edit({}),
  });
  const type = (sku: string, price: TypedPrice) => {
    begin();
    edit({ ...edited, [sku]: price });
  };
  return { typed: { ...typedPrices(variants, currency), ...edited }, type, set: save };
}
