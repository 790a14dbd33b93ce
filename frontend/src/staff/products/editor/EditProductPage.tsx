import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { ShopProblem } from "../../../api/problem";
import { useTexts } from "../../../i18n/useTexts";
import { Loaded } from "../../../queries/Loaded";
import { SubmitRow } from "../../../queries/SubmitRow";
import { Notice } from "../../../ui/feedback/Notice";
import { Skeleton } from "../../../ui/feedback/Skeleton";
import forms from "../../../ui/form/Form.module.css";
import { Page } from "../../../ui/page/Page";
import { ChangedNotice } from "../../ChangedNotice";
import { useRefused } from "../../useRefused";
import { useProductChanges } from "../useProductChanges";
import { type StaffProduct, useStaffProduct } from "../useStaffProduct";
import { changeOf } from "./draft/body";
import { draftOf } from "./draft/draft";
import { EditorParts } from "./EditorParts";
import { useEditor } from "./useEditor";
import { useProductChange } from "./useSaveProduct";

/** /staff/products/:handle/edit: changes a product's texts, options and variants. */
export default function EditProductPage() {
  const { handle = "" } = useParams();
  const t = useTexts("staff/productEditor", "editor");
  const query = useStaffProduct(handle);
  const page = `/staff/products/${encodeURIComponent(handle)}`;
  return (
    <Page title={t("edit", { title: query.data?.title ?? handle })} lead={t("edit-lead")}>
      <p>
        <Link to={page}>{t("to-product")}</Link>
      </p>
      <Loaded query={query} skeleton={<Skeleton shape="block" />}>
        {(product) => <EditProductForm key={handle} product={product} page={page} />}
      </Loaded>
    </Page>
  );
}

/** The form. It sends what was edited, and keeps what others change meanwhile in the other fields. */
function EditProductForm({ product, page }: { product: StaffProduct; page: string }) {
  const t = useTexts("staff/productEditor", "editor");
  const navigate = useNavigate();
  const { refused, report } = useRefused<StaffProduct>();
  const changes = useProductChanges(refused, product);
  const [initial] = useState(() => draftOf(product));
  const [isUnchanged, findUnchanged] = useState(false);
  const change = useProductChange(product, report, () => navigate(page));
  const { form, props } = useEditor(initial, change.problem, (draft) => {
    const body = changeOf(initial, draft, product.currency, product.variants);
    findUnchanged(body === null);
    if (body !== null) change.send(body);
  });
  const reserved = reservedIn(change.problem);
  return (
    <form {...props} className={forms.form} aria-label={t("edit", { title: product.title })}>
      <ChangedNotice changes={changes} />
      <EditorParts form={form} isNew={false} />
      {reserved && (
        <Notice tone="danger" urgent>
          {t("reserved", reserved)}
        </Notice>
      )}
      <div role="status">{isUnchanged && <Notice tone="good">{t("unchanged")}</Notice>}</div>
      <SubmitRow label={t("save")} problem={reserved ? null : change.problem} busy={change.isPending} />
    </form>
  );
}

/** The variant that was to be removed although orders have reserved it. */
function reservedIn(problem: unknown): { sku: string; count: number } | null {
  if (!(problem instanceof ShopProblem) || problem.slug !== "variant-reserved") return null;
  return { sku: String(problem.members.sku), count: Number(problem.members.reserved) };
}
