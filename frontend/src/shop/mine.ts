/** Begins the key of every query whose answer depends on who is logged in. */
export const MINE = ["mine"] as const;
