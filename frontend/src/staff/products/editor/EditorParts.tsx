import type { EditorForm } from "./form";
import { OptionFields } from "./OptionFields";
import { ProductFields } from "./ProductFields";
import { VariantFields } from "./VariantFields";

/** The fields of a product, its options and its variants. */
export function EditorParts({ form, isNew }: { form: EditorForm; isNew: boolean }) {
  return (
    <>
      <ProductFields form={form} isNew={isNew} />
      <OptionFields form={form} />
      <VariantFields form={form} />
    </>
  );
}
