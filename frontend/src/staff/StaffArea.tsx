import type { ReactNode } from "react";
import { RequireSession } from "../session/RequireSession";
import { useSession } from "../session/useSession";
import { StaffOnlyPage } from "./StaffOnlyPage";

/** Lets staff in; shoppers are told that this is not for them. */
export function StaffArea({ children }: { children: ReactNode }) {
  const isShopper = useSession()?.role === "shopper";
  return <RequireSession>{isShopper ? <StaffOnlyPage /> : children}</RequireSession>;
}
