import { useTexts } from "../../i18n/useTexts";

/** Names a role in the reader's language; a role that the merchant has made has its own name. */
export function useRoleName(): (role: string) => string {
  const t = useTexts("staff/people", "people");
  return (role) => {
    const key = `role-${role}`;
    return t.has(key) ? t(key as "role-manager") : role;
  };
}
