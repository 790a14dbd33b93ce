import type { ProductView } from "../../api/schema";
import { useTexts } from "../../i18n/useTexts";
import { Notice } from "../../ui/feedback/Notice";
import { SelectField } from "../../ui/form/SelectField";
import { ActionCard } from "../ActionCard";
import type { Report } from "../useRefused";
import type { StaffProduct } from "./useStaffProduct";
import { useTaxClass } from "./useTaxClass";

const TAX_CLASSES: readonly ProductView["tax_class"][] = ["standard", "reduced", "none"];

/** Sets a product's tax class, by which each country has its VAT. */
export function TaxClassForm({ product, report }: { product: StaffProduct; report: Report<StaffProduct> }) {
  const t = useTexts("staff/products", "product");
  const { chosen, choose, set } = useTaxClass(product, report);
  const isSaved = set.result?.tax_class === chosen;
  return (
    <ActionCard title={t("tax")} mutation={set} label={t("set-tax-class")}>
      <SelectField
        label={t("tax-class")}
        hint={t("tax-class-hint")}
        value={chosen}
        options={TAX_CLASSES.map((value) => ({ value, label: t(`tax-class-${value}`) }))}
        onChoose={choose}
      />
      <div role="status">{isSaved && <Notice tone="good">{t("tax-class-set")}</Notice>}</div>
    </ActionCard>
  );
}
