import { useTexts } from "../../i18n/useTexts";
import { peopleTexts } from "./texts";

/** Names a role in the reader's language; a role that the merchant has made has its own name. */
export function useRoleName(): (role: string) => string {
  const t = useTexts(peopleTexts);
  return (role) => {
    const key = `role-${role}`;
    return Object.hasOwn(peopleTexts.en, key) ? t(key as "role-manager") : role;
  };
}
