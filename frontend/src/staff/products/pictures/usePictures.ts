import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { versionedOf } from "../../../api/client";
import { isChangedMeanwhile } from "../../../api/problem";
import { useShop } from "../../../session/shop";
import type { Report } from "../../useRefused";
import { useStaffMutation } from "../../useStaffMutation";
import { type StaffProduct, staffProductKey } from "../useStaffProduct";
import { type Draft, draftOf, imagesOf, upToDate } from "./draft";

/** The pictures as they are edited, and how they are saved. Until something is edited, they follow what others save. */
export function usePictures(product: StaffProduct, report: Report<StaffProduct>) {
  const { api } = useShop();
  const queries = useQueryClient();
  const { handle } = product;
  const [edited, edit] = useState<Draft | null>(null);
  // The version that was edited: a newer one may have been read since, and not been noticed.
  const [base, setBase] = useState<StaffProduct | null>(null);
  const seen = base ?? product;
  const draft = edited ? upToDate(edited, seen) : draftOf(product);
  const save = useStaffMutation(
    `save pictures ${handle}`,
    (): Promise<StaffProduct> => {
      const params = { path: { handle }, header: { "If-Match": seen.etag } };
      return versionedOf(api.PATCH("/api/staff/products/{handle}", { params, body: { images: imagesOf(draft) } }));
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
  return {
    draft,
    isEdited: edited !== null,
    save,
    change: (changed: Draft) => {
      if (base === null) setBase(product);
      edit(changed);
    },
    /** What this member of staff has uploaded is no change by another one. */
    takeUploaded: (uploaded: StaffProduct) => setBase((before) => before && uploaded),
  };
}
