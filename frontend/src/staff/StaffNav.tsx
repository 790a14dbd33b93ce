import { Navigate, NavLink } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { useMay } from "../session/useMay";
import styles from "./StaffNav.module.css";
import { staffTexts } from "./texts";

/** Each area with its path and the permission to see it; the first one is what staff see first. */
const AREAS = [
  ["sales", "/staff", "sales.read"],
  ["orders", "/staff/orders", "orders.read"],
  ["customers", "/staff/customers", "customers.read"],
  ["disputes", "/staff/disputes", "orders.read"],
  ["carriers", "/staff/carriers", "orders.ship"],
  ["stock", "/staff/stock", "inventory.read"],
  ["products", "/staff/products", "catalog.read"],
  ["promotions", "/staff/promotions", "promotions.read"],
  ["imports", "/staff/catalogue", "catalog.export"],
  ["accounting", "/staff/accounting", "accounting.export"],
  ["dead-letters", "/staff/dead-letters", "dead-letters.read"],
  ["people", "/staff/people", "people.read"],
  ["roles", "/staff/roles", "people.read"],
  ["api-keys", "/staff/api-keys", "people.read"],
  ["webhooks", "/staff/webhooks", "webhooks.read"],
  ["activity", "/staff/actions", "activity.read"],
] as const;

/** Links to the staff pages that the session's role permits to see. */
export function StaffNav() {
  const t = useTexts(staffTexts);
  const may = useMay();
  const areas = AREAS.filter(([, , permission]) => may(permission));
  return (
    <nav aria-label={t("staff")}>
      <ul className={styles.row}>
        {areas.map(([area, path]) => (
          <li key={area}>
            <NavLink to={path} end={path === "/staff"}>
              {t(area)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Takes who may not see what staff see first to the first area that they may, or to their account. */
export function ToFirstArea() {
  const may = useMay();
  return <Navigate to={AREAS.find(([, , permission]) => may(permission))?.[1] ?? "/account"} replace />;
}
