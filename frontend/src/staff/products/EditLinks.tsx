import { useTexts } from "../../i18n/useTexts";
import { useMay } from "../../session/useMay";
import { ButtonLink } from "../../ui/form/ButtonLink";
import form from "../../ui/form/Form.module.css";

/** The ways to edit a product, and to a new one like it, for those who may. */
export function EditLinks({ handle }: { handle: string }) {
  const t = useTexts("staff/products", "product");
  const may = useMay();
  const named = encodeURIComponent(handle);
  return (
    <div className={form.actions}>
      {may("catalog.change") && <ButtonLink to={`/staff/products/${named}/edit`}>{t("edit")}</ButtonLink>}
      {may("catalog.create") && (
        <ButtonLink kind="secondary" to={`/staff/new-product?copy=${named}`}>
          {t("duplicate")}
        </ButtonLink>
      )}
    </div>
  );
}
