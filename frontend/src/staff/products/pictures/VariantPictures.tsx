import { useTexts } from "../../../i18n/useTexts";
import { SelectField } from "../../../ui/form/SelectField";
import rows from "../../Rows.module.css";
import type { StaffProduct } from "../useStaffProduct";
import type { Draft } from "./draft";

/** Chooses the picture of each variant, by its number. */
export function VariantPictures({
  product,
  draft,
  onChange,
}: {
  product: StaffProduct;
  draft: Draft;
  onChange: (draft: Draft) => void;
}) {
  const t = useTexts("staff/productDetails", "pictures");
  const options = [
    { value: "", label: t("no-picture") },
    ...draft.pictures.flatMap(({ url, isRemoved }, place) =>
      isRemoved ? [] : [{ value: url, label: t("picture", { number: place + 1 }) }],
    ),
  ];
  return (
    <details>
      <summary>{t("variants")}</summary>
      <div className={rows.fields}>
        {product.variants.map(({ sku, option_values }) => (
          <SelectField
            key={sku}
            label={t("of-variant", { variant: option_values.join(" / ") || sku })}
            value={options.some(({ value }) => value === draft.chosen[sku]) ? (draft.chosen[sku] ?? "") : ""}
            options={options}
            onChoose={(url) => onChange({ ...draft, chosen: { ...draft.chosen, [sku]: url } })}
          />
        ))}
      </div>
    </details>
  );
}
