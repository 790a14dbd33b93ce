import { Navigate, Outlet, useLocation } from "react-router";
import { logInPath } from "./returnPath";
import { useSession } from "./useSession";

/** Shows the routes inside it to an account that is logged in, and leads everyone else to the log-in first. */
export function RequireSession() {
  const session = useSession();
  const { pathname, search } = useLocation();
  return session === null ? <Navigate replace to={logInPath(pathname + search)} /> : <Outlet />;
}
