/** Begins the key of every query of the public catalog. */
export const CATALOG_KEY = ["catalog"] as const;

/** Begins the key of every query whose data depends on who is logged in, so that a log-in or log-out resets them. */
export const SESSION_KEY = ["session"] as const;

/** Begins the key of every query of the staff pages, so that a staff change refreshes them. */
export const STAFF_KEY = [...SESSION_KEY, "staff"] as const;
