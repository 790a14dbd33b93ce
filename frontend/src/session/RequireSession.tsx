import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { NotFoundPage } from "../layout/NotFoundPage";
import type { Role } from "./session";
import { useSession } from "./useSession";

const RANKS: Readonly<Record<Role, number>> = { shopper: 0, staff: 1, admin: 2 };

/** Shows the page to who is logged in with at least this role. It only spares a refusal: the shop itself checks. */
export function RequireSession({ role = "shopper", children }: { role?: Role; children: ReactNode }) {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session === null) return <Navigate replace to={`/log-in?${new URLSearchParams({ to: pathname + search })}`} />;
  return RANKS[session.role] >= RANKS[role] ? children : <NotFoundPage />;
}
