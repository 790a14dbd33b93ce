import { dataOf, versionedOf } from "../../../api/client";
import type { ProductView } from "../../../api/schema";
import { useShop } from "../../../session/shop";
import { useIdempotentMutation } from "../../useIdempotentMutation";
import type { Report } from "../../useRefused";
import { useProductSave } from "../useProductSave";
import type { StaffProduct } from "../useStaffProduct";
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
  const { handle } = product;
  const { save } = useProductSave<ProductChange>(product, {
    name: "edit",
    report,
    send: (body, seen) => {
      const params = { path: { handle }, header: { "If-Match": seen.etag } };
      return versionedOf(api.PATCH("/api/staff/products/{handle}", { params, body }));
    },
    onDone,
    begun: product,
  });
  return save;
}
