import { NavLink } from "react-router";
import { useTexts } from "../i18n/useTexts";
import styles from "./StaffNav.module.css";
import { staffTexts } from "./texts";

const AREAS = [
  ["orders", "/staff"],
  ["stock", "/staff/stock"],
  ["products", "/staff/products"],
  ["promotions", "/staff/promotions"],
  ["imports", "/staff/catalogue"],
  ["dead-letters", "/staff/dead-letters"],
  ["activity", "/staff/actions"],
] as const;

/** Links to the staff pages. */
export function StaffNav() {
  const t = useTexts(staffTexts);
  return (
    <nav aria-label={t("staff")}>
      <ul className={styles.row}>
        {AREAS.map(([area, path]) => (
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
