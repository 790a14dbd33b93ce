import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { versionedOf } from "../../../api/client";
import { ShopProblem } from "../../../api/problem";
import { useShop } from "../../../session/shop";
import { useShopRules } from "../../../session/useShopRules";
import { useStaffMutation } from "../../useStaffMutation";
import { type StaffProduct, staffProductKey } from "../useStaffProduct";

const REASONS = ["type", "damaged", "pixels", "too-large", "empty", "off", "other"] as const;
export type Reason = (typeof REASONS)[number];

export interface Refusal {
  readonly name: string;
  readonly reason: Reason;
}

export interface Progress {
  readonly number: number;
  readonly count: number;
  readonly name: string;
}

/** Uploads files one after the other; those that are refused do not keep the others. */
export function useUploads(handle: string, onUploaded: (product: StaffProduct) => void) {
  const { api } = useShop();
  const queries = useQueryClient();
  const max = useShopRules()?.picture_bytes_max ?? undefined;
  const [progress, setProgress] = useState<Progress | null>(null);
  const upload = async (file: File) => {
    const params = { path: { handle } };
    const body = (await file.arrayBuffer()) as unknown as string;
    const headers = { "content-type": "application/octet-stream" };
    const bodySerializer = (bytes: unknown) => bytes as ArrayBuffer;
    return versionedOf(
      api.POST("/api/staff/products/{handle}/pictures", { params, body, headers, bodySerializer }),
    ) as Promise<StaffProduct>;
  };
  const send = async (files: readonly File[]) => {
    const refusals: Refusal[] = [];
    for (const [place, file] of files.entries()) {
      const { name } = file;
      setProgress({ number: place + 1, count: files.length, name });
      const wrong = checkPicture(file, max);
      try {
        if (wrong) {
          refusals.push({ name, reason: wrong });
        } else {
          const product = await upload(file);
          queries.setQueryData(staffProductKey(handle), product);
          onUploaded(product);
        }
      } catch (problem) {
        refusals.push({ name, reason: reasonOf(problem) });
      }
    }
    setProgress(null);
    return { uploaded: files.length - refusals.length, refusals };
  };
  return { progress, uploads: useStaffMutation(`pictures ${handle}`, send, { changes: ["product"] }) };
}

/** What is wrong with a file of which the API accepts at most `max` bytes. */
export function checkPicture({ size }: Pick<File, "size">, max = Number.POSITIVE_INFINITY): Reason | null {
  if (size === 0) return "empty";
  return size > max ? "too-large" : null;
}

/** Why the API has refused a file. */
export function reasonOf(problem: unknown): Reason {
  if (!(problem instanceof ShopProblem)) return "other";
  if (problem.slug === "too-large") return "too-large";
  if (problem.slug === "uploads-off") return "off";
  return REASONS.find((reason) => reason === problem.members.reason) ?? "other";
}
