import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useTexts } from "../../../i18n/useTexts";
import { CURRENCY, parseMoney } from "../../../money/money";
import { Loaded } from "../../../queries/Loaded";
import { Skeleton } from "../../../ui/feedback/Skeleton";
import forms from "../../../ui/form/Form.module.css";
import { Page } from "../../../ui/page/Page";
import { ConfirmDialog } from "../../ConfirmDialog";
import { IdempotentSubmit } from "../../IdempotentSubmit";
import { useStaffProduct } from "../useStaffProduct";
import { newProductOf } from "./draft/body";
import { copyOf, type Draft, EMPTY } from "./draft/draft";
import { EditorParts } from "./EditorParts";
import { useEditor } from "./useEditor";
import { useNewProduct } from "./useSaveProduct";

/** /staff/new-product: creates a product as a draft; `?copy=` names one that it begins as a copy of. */
export default function NewProductPage() {
  const t = useTexts("staff/productEditor", "editor");
  const copied = useSearchParams()[0].get("copy");
  return (
    <Page title={t("new")} lead={t("new-lead")} subject={copied ?? ""}>
      {copied === null ? <NewProductForm initial={EMPTY} /> : <Copy key={copied} handle={copied} />}
    </Page>
  );
}

function Copy({ handle }: { handle: string }) {
  const t = useTexts("staff/productEditor", "editor");
  const query = useStaffProduct(handle);
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" />}>
      {(product) => <NewProductForm initial={copyOf(product, t("copy", { title: product.title }))} />}
    </Loaded>
  );
}

/** Asks before it saves a variant that would cost nothing. */
function NewProductForm({ initial }: { initial: Draft }) {
  const t = useTexts("staff/productEditor", "editor");
  const navigate = useNavigate();
  const [asked, ask] = useState<Draft | null>(null);
  const creation = useNewProduct(({ handle }) => navigate(`/staff/products/${encodeURIComponent(handle)}`));
  const send = (draft: Draft) => creation.send(newProductOf(draft, CURRENCY));
  const { form, props } = useEditor(initial, creation.problem, (draft) => {
    if (draft.variants.some(({ typed }) => parseMoney(typed.price, CURRENCY) === 0)) ask(draft);
    else send(draft);
  });
  return (
    <form {...props} className={forms.form} aria-label={t("new")}>
      <fieldset className={forms.form} disabled={creation.unanswered !== null}>
        <EditorParts form={form} isNew />
      </fieldset>
      <IdempotentSubmit mutation={creation} label={t("create")} />
      {asked && (
        <ConfirmDialog
          title={t("no-price")}
          label={t("no-price-yes")}
          onConfirm={() => send(asked)}
          onClose={() => ask(null)}
        >
          <p>{t("no-price-advice")}</p>
        </ConfirmDialog>
      )}
    </form>
  );
}
