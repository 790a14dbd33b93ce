import type { StaffActionView } from "../api/schema";
import { actionTexts } from "./actionTexts";

export type Action = StaffActionView["action"];

/** The action; null for one that this page, loaded before a release, does not know. */
export function readAction(action: Action): Action | null {
  return action in actionTexts.en ? action : null;
}
