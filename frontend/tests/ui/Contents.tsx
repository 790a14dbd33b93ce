import { Card } from "../../src/ui/page/Card";
import { Picture } from "../../src/ui/page/Picture";
import styles from "./Components.module.css";

// Drawn here, so that the page needs no shop.
const DRAWN = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4H0z" fill="#8fa387"/></svg>',
)}`;

export function Contents() {
  return (
    <>
      <Card title="Pictures">
        <div className={styles.row}>
          <Picture url={DRAWN} text="A green square" />
          <Picture url={null} text="No picture" />
          <Picture url="/there-is-none.svg" text="A picture that cannot be loaded" />
        </div>
      </Card>
      <Card>A card without a title</Card>
    </>
  );
}
