import { NavLink } from "react-router";
import { useTexts } from "../i18n/useTexts";
import styles from "./StaffNav.module.css";
import { staffTexts } from "./texts";

const AREAS = [
  ["orders", "/staff"],
  ["stock", "/staff/stock"],
  ["products", "/staff/products"],
  ["catalogue", "/staff/catalogue"],
  ["dead-letters", "/staff/dead-letters"],
  ["actions", "/staff/actions"],
] as const;

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
