import type { Session } from "./session";
import { useSession } from "./useSession";

/** Whether the session may see staff pages: it is one of staff, and needs no second factor first. The API checks again. */
export function useIsStaff(): boolean {
  const session = useSession();
  return session !== null && session.role !== "shopper" && !needsSecondFactor(session);
}

/** Whether staff have to set up or present a second factor before they see a staff page. */
export function needsSecondFactor(session: Session | null): boolean {
  return session?.secondFactor === "enrol" || session?.secondFactor === "present";
}
