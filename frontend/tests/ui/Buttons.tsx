import { Button } from "../../src/ui/form/Button";
import { ButtonLink } from "../../src/ui/form/ButtonLink";
import { CartIcon, CloudIcon, PersonIcon, SearchIcon } from "../../src/ui/icons";
import { Card } from "../../src/ui/page/Card";
import styles from "./Components.module.css";

const KINDS = ["primary", "secondary", "quiet", "danger"] as const;
const LINKS = ["primary", "secondary", "quiet"] as const;

export function Buttons() {
  return (
    <Card title="Buttons">
      <div className={styles.row}>
        {KINDS.map((kind) => (
          <Button key={kind} kind={kind}>
            {kind}
          </Button>
        ))}
        <Button busy>busy</Button>
        <Button disabled>disabled</Button>
      </div>
      <div className={styles.row}>
        {LINKS.map((kind) => (
          <ButtonLink key={kind} kind={kind} to="/">
            {kind} link
          </ButtonLink>
        ))}
      </div>
      <div className={styles.row}>
        <CartIcon />
        <PersonIcon />
        <SearchIcon />
        <CloudIcon />
      </div>
    </Card>
  );
}
