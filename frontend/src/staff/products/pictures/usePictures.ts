import { useState } from "react";
import { versionedOf } from "../../../api/client";
import { useShop } from "../../../session/shop";
import type { Report } from "../../useRefused";
import { useProductSave } from "../useProductSave";
import type { StaffProduct } from "../useStaffProduct";
import { type Draft, draftOf, imagesOf, upToDate } from "./draft";

/** The pictures as they are edited, and how they are saved. Until something is edited, they follow what others save. */
export function usePictures(product: StaffProduct, report: Report<StaffProduct>) {
  const { api } = useShop();
  const { handle } = product;
  const [edited, edit] = useState<Draft | null>(null);
  const draftFor = (seen: StaffProduct) => (edited ? upToDate(edited, seen) : draftOf(product));
  const { save, seen, begin, takeOwn } = useProductSave<void>(product, {
    name: "save pictures",
    report,
    send: (_, seen) => {
      const params = { path: { handle }, header: { "If-Match": seen.etag } };
      const body = { images: imagesOf(draftFor(seen)) };
      return versionedOf(api.PATCH("/api/staff/products/{handle}", { params, body }));
    },
    onDone: () => edit(null),
  });
  return {
    draft: draftFor(seen),
    isEdited: edited !== null,
    save,
    change: (changed: Draft) => {
      begin();
      edit(changed);
    },
    takeUploaded: takeOwn,
  };
}
