import { useSearchParams } from "react-router";
import { useTexts } from "../i18n/useTexts";
import { Field } from "../ui/Field";
import { SelectField } from "../ui/SelectField";
import { useSettled } from "../ui/useSettled";
import { useShown } from "../ui/useShown";
import { Paged } from "./Paged";
import styles from "./Rows.module.css";
import { StaffArea } from "./StaffArea";
import { StaffPage } from "./StaffPage";
import { StockRow } from "./StockRow";
import { stockTexts } from "./stockTexts";
import { LEVELS, type Level, type StockFilters, useStock } from "./useStock";

const TYPING_MS = 250;

/** /staff/stock: what is on the shelf; what is looked for is in the address. */
export default function StockPage() {
  return (
    <StaffArea>
      <Stock />
    </StaffArea>
  );
}

function Stock() {
  const t = useTexts(stockTexts);
  const [search, setSearch] = useSearchParams();
  const level = LEVELS.find((one) => one === search.get("level")) ?? "any";
  const [shown, show] = useShown<StockFilters>({ sku: search.get("sku") ?? "", level }, ({ sku, level }) =>
    setSearch({ ...(sku && { sku }), ...(level !== "any" && { level }) }, { replace: true }),
  );
  const query = useStock(useSettled(shown.sku, TYPING_MS), level);
  return (
    <StaffPage title={t("title")}>
      <search className={styles.filters}>
        <Field
          label={t("sku")}
          type="search"
          maxLength={120}
          value={shown.sku}
          onChange={(event) => show({ ...shown, sku: event.target.value })}
        />
        <SelectField
          label={t("level")}
          value={shown.level}
          onChange={(event) => show({ ...shown, level: event.target.value as Level })}
        >
          {LEVELS.map((one) => (
            <option key={one} value={one}>
              {t(`level-${one}`)}
            </option>
          ))}
        </SelectField>
      </search>
      <Paged query={query} itemsOf={(page) => page.stock} none={t("none")}>
        {(item) => <StockRow key={item.sku} item={item} />}
      </Paged>
    </StaffPage>
  );
}
