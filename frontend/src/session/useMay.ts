import { useSession } from "./useSession";

/**
 * Whether the session's role permits something, such as `orders.ship`. Of a session of the release before, which does
 * not say, everything is shown. The API checks again.
 */
export function useMay(): (permission: string) => boolean {
  const permissions = useSession()?.permissions;
  return (permission) => permissions?.includes(permission) ?? true;
}
