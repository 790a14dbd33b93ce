import { MINE } from "../shop/mine";

/** Begins the key of every query of the staff's pages. */
export const STAFF = [...MINE, "staff"] as const;
