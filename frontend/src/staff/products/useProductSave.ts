import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isChangedMeanwhile } from "../../api/problem";
import type { Report } from "../useRefused";
import { useStaffMutation } from "../useStaffMutation";
import { type StaffProduct, staffProductKey } from "./useStaffProduct";

interface Options<Input> {
  readonly name: string;
  readonly report: Report<StaffProduct>;
  /** Sends what is to be saved, for the version that its editor has seen. */
  readonly send: (input: Input, seen: StaffProduct) => Promise<StaffProduct>;
  readonly onDone: () => void;
  /** The version in which editing began, if it has. */
  readonly begun?: StaffProduct | null;
}

/** Saves a part of a product in the version in which its editing began, or that of which its editor was told since. */
export function useProductSave<Input>(
  product: StaffProduct,
  { name, report, send, onDone, begun = null }: Options<Input>,
) {
  const queries = useQueryClient();
  const { handle } = product;
  // A newer version may have been read since, and not been noticed.
  const [base, setBase] = useState<StaffProduct | null>(begun);
  const seen = base ?? product;
  const save = useStaffMutation(`${name} ${handle}`, (input: Input) => send(input, seen), {
    changes: ["product"],
    onDone: (saved) => {
      queries.setQueryData(staffProductKey(handle), saved);
      setBase(null);
      report(null, seen);
      onDone();
    },
    onError: (problem) => {
      if (isChangedMeanwhile(problem)) setBase(null);
      report(problem, seen);
    },
  });
  return {
    save,
    seen,
    begin: () => setBase((before) => before ?? product),
    /** What this member of staff has saved elsewhere is no change by another one. */
    takeOwn: (saved: StaffProduct) => setBase((before) => before && saved),
  };
}
