import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { useIsStaff } from "../../../session/useIsStaff";
import { StaffNav } from "../../../staff/StaffNav";
import { Frame } from "../Frame";
import { StaffHeader } from "./StaffHeader";
import styles from "./StaffLayout.module.css";

const NAV_ID = "staff-nav";

/** Surrounds every staff page with the header of the console and, for staff, the navigation at its side. */
export default function StaffLayout() {
  const isStaff = useIsStaff();
  const [isOpen, open] = useMenu();
  return (
    <Frame
      header={<StaffHeader menu={isStaff ? { controls: NAV_ID, isOpen, toggle: () => open(!isOpen) } : null} />}
      beside={
        isStaff && (
          <div id={NAV_ID} className={isOpen ? `${styles.nav} ${styles.open}` : styles.nav}>
            <StaffNav />
          </div>
        )
      }
      className={isStaff ? styles.columns : undefined}
    />
  );
}

/** Whether the menu of a narrow window is open. It closes when it has led to a page. */
function useMenu() {
  const { key } = useLocation();
  const [isOpen, open] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place in the history is another page.
  useEffect(() => open(false), [key]);
  return [isOpen, open] as const;
}
