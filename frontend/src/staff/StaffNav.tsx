import { useId } from "react";
import { Link, Navigate, NavLink } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { useMay } from "../session/useMay";
import styles from "./StaffNav.module.css";

/** Each area with its path and the permission to see it, by group; the first one is what staff see first. */
const GROUPS = {
  selling: [
    ["sales", "/staff", "sales.read"],
    ["orders", "/staff/orders", "orders.read"],
    ["customers", "/staff/customers", "customers.read"],
    ["disputes", "/staff/disputes", "orders.read"],
  ],
  catalog: [
    ["products", "/staff/products", "catalog.read"],
    ["stock", "/staff/stock", "inventory.read"],
    ["promotions", "/staff/promotions", "promotions.read"],
    ["imports", "/staff/catalogue", "catalog.export"],
  ],
  business: [
    ["carriers", "/staff/carriers", "orders.ship"],
    ["accounting", "/staff/accounting", "accounting.export"],
    ["people", "/staff/people", "people.read"],
    ["roles", "/staff/roles", "people.read"],
    ["closures", "/staff/closures", "closures.read"],
  ],
  technical: [
    ["api-keys", "/staff/api-keys", "people.read"],
    ["webhooks", "/staff/webhooks", "webhooks.read"],
    ["dead-letters", "/staff/dead-letters", "dead-letters.read"],
    ["activity", "/staff/actions", "activity.read"],
  ],
} as const;
type Group = keyof typeof GROUPS;
const NAMES = Object.keys(GROUPS) as Group[];

/** Links to the staff pages that the session's role permits to see, and to the shop. */
export function StaffNav() {
  const t = useTexts("staff/console", "console");
  return (
    <nav aria-label={t("staff")} className={styles.groups}>
      {NAMES.map((name) => (
        <Links key={name} group={name} />
      ))}
      <Link to="/" className={styles.shop}>
        {t("to-shop")}
      </Link>
    </nav>
  );
}

function Links({ group }: { group: Group }) {
  const t = useTexts("staff/console", "console");
  const id = useId();
  const may = useMay();
  const areas = GROUPS[group].filter(([, , permission]) => may(permission));
  if (areas.length === 0) return null;
  return (
    <div>
      <p id={id} className={styles.title}>
        {t(group)}
      </p>
      <ul className={styles.links} aria-labelledby={id}>
        {areas.map(([area, path]) => (
          <li key={area}>
            <NavLink to={path} end={path === "/staff"}>
              {t(area)}
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Takes who may not see what staff see first to the first area that they may, or to their account. */
export function ToFirstArea() {
  const may = useMay();
  const areas = NAMES.flatMap((name) => [...GROUPS[name]]);
  return <Navigate to={areas.find(([, , permission]) => may(permission))?.[1] ?? "/account"} replace />;
}
