import { useState } from "react";
import { versionedOf } from "../../api/client";
import type { ProductView } from "../../api/schema";
import { useShop } from "../../session/shop";
import type { Report } from "../useRefused";
import { useProductSave } from "./useProductSave";
import type { StaffProduct } from "./useStaffProduct";

type TaxClass = ProductView["tax_class"];

/** The tax class in the form, and how it is set. Until one is chosen, it follows what others set. */
export function useTaxClass(product: StaffProduct, report: Report<StaffProduct>) {
  const { api } = useShop();
  const { handle } = product;
  const [edited, edit] = useState<TaxClass | null>(null);
  const chosen = edited ?? product.tax_class;
  const { save, begin } = useProductSave<void>(product, {
    name: "tax class",
    report,
    send: (_, seen) => {
      const params = { path: { handle }, header: { "If-Match": seen.etag } };
      return versionedOf(api.PATCH("/api/staff/products/{handle}", { params, body: { tax_class: chosen } }));
    },
    onDone: () => edit(null),
  });
  const choose = (taxClass: TaxClass) => {
    begin();
    edit(taxClass);
  };
  return { chosen, choose, set: save };
}
