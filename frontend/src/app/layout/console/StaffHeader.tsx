import { Link } from "react-router";
import { useTexts } from "../../../i18n/useTexts";
import { Button } from "../../../ui/form/Button";
import { PersonIcon } from "../../../ui/icons";
import { LanguageSwitch } from "../LanguageSwitch";
import { Logo } from "../Logo";
import styles from "./StaffHeader.module.css";
import { StaffSearchBox } from "./StaffSearchBox";

interface Props {
  /** The button that opens the navigation in a narrow window; null for who may see no staff page. */
  menu: { controls: string; isOpen: boolean; toggle: () => void } | null;
}

/** The top of every staff page: the search, the language and the account. */
export function StaffHeader({ menu }: Props) {
  const t = useTexts("shop", "layout");
  return (
    <header className={styles.header}>
      {menu && (
        <span className={styles.menu}>
          <Button kind="secondary" aria-expanded={menu.isOpen} aria-controls={menu.controls} onClick={menu.toggle}>
            {t("menu")}
          </Button>
        </span>
      )}
      <Logo to="/staff" labelOf={(name) => t("console", { name })} className={styles.logo} />
      {menu && <StaffSearchBox />}
      <nav className={styles.tools} aria-label={t("account")}>
        <LanguageSwitch />
        <Link to="/account" className={styles.account} aria-label={t("account")}>
          <PersonIcon />
        </Link>
      </nav>
    </header>
  );
}
