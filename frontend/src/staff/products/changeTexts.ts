import { defineTexts } from "../../i18n/texts";
import type { ChangedField } from "./changes";

/** What another member of staff has changed in a product. */
export const changeTexts = defineTexts<ChangedField | "price">(
  {
    price: "{sku}: {before} before, {now} now",
    title: "The title",
    description: "The description",
    vendor: "The vendor",
    product_type: "The product type",
    tags: "The tags",
    option_names: "The options",
    images: "The pictures",
    state: "Whether shoppers see the product",
    tax_class: "The tax class",
    variants: "The variants or their former prices",
  },
  {
    price: "{sku} : {before} avant, {now} maintenant",
    title: "Le titre",
    description: "La description",
    vendor: "La marque",
    product_type: "Le type de produit",
    tags: "Les mots-clés",
    option_names: "Les options",
    images: "Les images",
    state: "La mise en vente",
    tax_class: "La catégorie de TVA",
    variants: "Les variantes ou leurs anciens prix",
  },
);
